import { Runner } from "../support/runner";
import { stepWith } from "../support/workflow-files";

const up = stepWith("deploy-stack.up", "pulumi up");
const agent = {
  "ssh-agent": 'if [ "$1" = -s ]; then echo "SSH_AGENT_PID=1; export SSH_AGENT_PID;"; fi',
  // What comes over standard input is the key.
  "ssh-add": 'echo "key: $(cat)"',
};
const refresh = "--suppress-outputs --non-interactive --color never";

let runner: Runner;

afterEach(() => {
  runner.remove();
});

describe("up", () => {
  it("refreshes and deploys the account without any key", async () => {
    runner = new Runner({ ...agent, pulumi: 'echo "key: $SSH_KEY"' });
    expect(await runner.run(up, { STACK: "account", REACH: "", SSH_KEY: "planted" })).toEqual({
      exitCode: 0,
      output: "key: \nkey: ",
      calls: [
        `pulumi refresh --stack account --yes --run-program ${refresh}`,
        `pulumi up --stack account --yes --policy-pack policy ${refresh}`,
      ],
    });
  });

  it("hands a location's key to an agent that ends with the step, and has Proxmox alone refreshed", async () => {
    runner = new Runner({ ...agent, pulumi: 'echo "key: $SSH_KEY"' });
    const location = { STACK: "hq", REACH: "10.50.0.1:8006", SSH_KEY: "planted" };
    expect(await runner.run(up, location)).toEqual({
      exitCode: 0,
      output: "key: planted\nkey: \nkey: ",
      calls: [
        "ssh-agent -s",
        "ssh-add -q -",
        `pulumi refresh --stack hq --yes --target **proxmoxve:** ${refresh}`,
        `pulumi up --stack hq --yes --policy-pack policy ${refresh}`,
        "ssh-agent -k",
      ],
    });
  });

  it("deploys nothing after a refresh that failed", async () => {
    runner = new Runner({ ...agent, pulumi: '[ "$1" != refresh ] || exit 255' });
    const ran = await runner.run(up, { STACK: "hq", REACH: "10.50.0.1:8006", SSH_KEY: "planted" });
    expect(ran.exitCode).toBe(255);
    expect(ran.calls.map((call) => call.split(" ").slice(0, 2).join(" "))).toEqual([
      "ssh-agent -s",
      "ssh-add -q",
      "pulumi refresh",
      "ssh-agent -k",
    ]);
  });
});

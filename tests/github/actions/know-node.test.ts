import { join } from "node:path";

import { repositoryRoot } from "@moco-sandbox/world";

import { generateHostKey } from "../../../cli/secrets/generate-host-key";
import { Runner } from "../support/runner";
import { jobs } from "../support/workflow-files";

const script = join(repositoryRoot, ".github/actions/know-node/know-node.sh");

let runner: Runner;
let key = "";

beforeAll(async () => {
  key = (await generateHostKey("node")).publicKey.split(" ").slice(0, 2).join(" ");
});

beforeEach(() => {
  runner = new Runner({});
});

afterEach(() => {
  runner.remove();
});

describe("know-node.sh", () => {
  it("writes the keys where the provider reads them", async () => {
    const lines = `10.50.0.1 ${key}\n10.51.0.1 ${key}`;
    const ran = await runner.runFile(script, { KNOWN_HOSTS: lines, REACH: "10.50.0.1:8006" });
    expect(ran).toEqual({ exitCode: 0, output: "", calls: [] });
    expect(runner.read(".ssh/known_hosts")).toBe(`${lines}\n`);
  });

  it.each([
    ["nothing is set", ""],
    ["only another node is in it", "10.51.0.1 ssh-ed25519 AAAA"],
  ])("refuses to go on where %s", async (_, lines) => {
    const ran = await runner.runFile(script, { KNOWN_HOSTS: lines, REACH: "10.50.0.1:8006" });
    expect({ exitCode: ran.exitCode, output: ran.output }).toEqual({
      exitCode: 1,
      output:
        "::error::The variable NODE_KNOWN_HOSTS has no host key of 10.50.0.1. Run npm run bootstrap once more, which changes nothing that is so already, and add the lines it prints after NODE_KNOWN_HOSTS.",
    });
  });

  it("runs before anything can be uploaded, in every job that deploys", () => {
    const uses = jobs["deploy-stack.up"]?.steps?.map(({ uses: used, name }) => used ?? name) ?? [];
    const known = uses.indexOf("./.github/actions/know-node");
    expect(known).toBeGreaterThan(0);
    expect(known).toBeLessThan(uses.indexOf("Up"));
  });
});

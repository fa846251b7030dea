import { imaginedReads } from "@moco-sandbox/provider-framework/imagined";
import { Runner } from "../../github/support/runner";
import { stepWith } from "../../github/support/workflow-files";
import type { Desk } from "../support/desk";
import { fromDocument } from "../support/from-document";

/** Proxmox knows this guest no more, has no rules for it, and says nothing of its firewall. */
const gone = { "pm1-apps-vm": null, "pm1-apps-rules": { rules: [] } };

/** docs/runbooks/guest.md, and the workflow, which does the same by itself. */
export function guestThatIsGone(deskOf: () => Desk): void {
  beforeEach(() => {
    deskOf().write(`../${imaginedReads}`, JSON.stringify(gone));
  });

  afterAll(() => {
    deskOf().write(`../${imaginedReads}`, "{}");
  });

  it("by hand", async () => {
    const refresh = fromDocument("docs/runbooks/guest.md", "pulumi refresh --stack", {
      location: "pm1",
    });
    const output = await deskOf().succeed(refresh);
    expect(output).toMatch(/\n {4}- 1 deleted\n/);
    const up = fromDocument("docs/runbooks/guest.md", "pulumi up", { location: "pm1" });
    expect(await deskOf().succeed(up)).toMatch(/\n {4}\+ 1 created\n[^]*\n {4}\+-2 replaced\n/);
  }, 180_000);

  it("by the workflow, which deploys what a refresh has found missing", async () => {
    const { run = "" } = stepWith("deploy-stack.up", "pulumi up");
    const runner = new Runner({});
    runner.write("step.sh", run);
    await deskOf().succeed("ssh-keygen -q -t ed25519 -N '' -f ../automation-key");
    const env = {
      STACK: "pm1",
      REACH: "10.50.0.1:8006",
      SSH_KEY: deskOf().read("../automation-key"),
    };
    const output = await deskOf().succeed(`bash -e '${runner.folder}/step.sh'`, { env });
    runner.remove();
    expect(output).toMatch(/\n {4}- 1 deleted\n[^]*\n {4}\+ 1 created\n[^]*\n {4}\+-2 replaced\n/);
  }, 180_000);
}

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import type { Desk } from "../support/desk";
import { fromDocument } from "../support/from-document";

const stack = "account";

const fromRunbook = (beginning: string): string =>
  fromDocument("docs/runbooks/interrupted-deployment.md", beginning, { stack, location: "pm1" });

/** The runbook, on a state that a killed run has left. */
export function interruptedDeployment(deskOf: () => Desk): void {
  const list = (): Promise<string> =>
    deskOf().succeed(fromRunbook("pulumi stack export --stack <stack> |"));

  it("whose lock stays: who holds it is said, and it is taken off", async () => {
    const folder = join(deskOf().backend, ".pulumi/locks/organization/moco-infra", stack);
    mkdirSync(folder, { recursive: true });
    const lock = {
      pid: 4711,
      username: "runner",
      hostname: "gone",
      timestamp: "2026-01-02T03:04:05Z",
    };
    writeFileSync(join(folder, "00000000-0000-4000-8000-000000000000.json"), JSON.stringify(lock));
    const refused = await deskOf().run(
      fromRunbook("pulumi refresh --stack <stack> --run-program --yes"),
    );
    expect(refused.exitCode).not.toBe(0);
    expect(refused.output).toMatch(/locked by 1 lock.*created by runner@gone \(pid 4711\)/s);
    await deskOf().succeed(`${fromRunbook("pulumi cancel")} --yes`);
    await deskOf().succeed(fromRunbook("pulumi refresh --stack <stack> --run-program --yes"));
  }, 120_000);

  it("which was making something: what it was is listed, and forgotten", async () => {
    await leavePending(deskOf(), stack);
    expect(await list()).toMatch(/^creating urn:pulumi:account::.*::half-made$/);
    await deskOf().succeed(fromRunbook("pulumi refresh --stack account --run-program --clear"));
    expect(await list()).toBe("");
  }, 120_000);

  it("the same of a location, where Proxmox alone is asked", async () => {
    await leavePending(deskOf(), "pm1");
    await deskOf().succeed(fromRunbook("pulumi refresh --stack <location> --target"));
    const left = await deskOf().succeed(
      "pulumi stack export --stack pm1 | jq '.deployment.pending_operations | length'",
    );
    expect(left).toBe("0");
  }, 120_000);

  it("and forgotten without asking any provider", async () => {
    await leavePending(deskOf(), stack);
    await deskOf().succeed(fromRunbook("pulumi stack export --stack <stack> --file"));
    await deskOf().succeed(fromRunbook("pulumi stack import --stack <stack> --file"));
    expect(await list()).toBe("");
  }, 60_000);

  it("and goes on to a second preview that is empty", async () => {
    await deskOf().succeed(fromRunbook("pulumi up --stack <stack>"));
    const output = await deskOf().succeed(
      fromDocument("README.md", "pulumi preview --stack pm1").replace("pm1", stack),
    );
    expect(output).toMatch(/\n {4}\d+ unchanged\n/);
  }, 120_000);
}

/** What is in the state after a run that was killed while it made something. */
async function leavePending(desk: Desk, stack: string): Promise<void> {
  const resource = `{
    urn: "urn:pulumi:${stack}::moco-infra::cloudflare:index/dnsRecord:DnsRecord::half-made",
    custom: true, type: "cloudflare:index/dnsRecord:DnsRecord"
  }`;
  await desk.succeed(
    `pulumi stack export --stack ${stack} | jq '.deployment.pending_operations = [{type: "creating", resource: ${resource}}]' >pending.json`,
  );
  await desk.succeed(`
    file=$(find '${desk.backend}/.pulumi/stacks' -name '${stack}.json')
    jq --slurpfile state pending.json '.checkpoint.latest = $state[0].deployment' "$file" >checkpoint.json
    mv checkpoint.json "$file"`);
}

import { readdirSync } from "node:fs";
import { join } from "node:path";

import type { Desk } from "../support/desk";
import { fromDocument } from "../support/from-document";

const stack = "account";

const fromDelivery = (beginning: string, values: Record<string, string> = {}): string =>
  fromDocument("docs/delivery.md", beginning, { stack, ...values });

/** docs/delivery.md, "To put an older state back", with the backups of a folder in place of a bucket's. */
export function restore(deskOf: () => Desk): void {
  let before = "";

  const groups = (): Promise<string> =>
    deskOf().succeed(
      `pulumi stack export --stack ${stack} | jq -c '[.deployment.resources[] | select(.type | endswith(":ZeroTrustAccessGroup")) | .inputs.includes]'`,
    );

  it("after a change that is to be undone", async () => {
    before = await groups();
    const file = `Pulumi.${stack}.yaml`;
    const text = deskOf().read(file);
    deskOf().write(
      file,
      text.replace("- ada@moco.test", "- ada@moco.test\n        - eve@moco.test"),
    );
    await deskOf().succeed(
      fromDocument("docs/cloudflare.md", "pulumi up --stack account --policy-pack"),
    );
    expect(await groups()).not.toBe(before);
    deskOf().write(file, text);
  }, 120_000);

  it("keeps what is there now, and makes of a backup what an import reads", async () => {
    await deskOf().succeed(fromDelivery("pulumi stack export"));
    expect(JSON.parse(deskOf().read("now.json"))).toMatchObject({ version: 3 });
    const copy = lastButOne(deskOf());
    // What the command is there for: a backup as it is cannot be imported.
    const raw = await deskOf().run(`pulumi stack import --stack ${stack} --file '${copy}'`);
    expect(raw.exitCode).not.toBe(0);
    expect(raw.output).toContain("could not deserialize deployment");
    await deskOf().succeed(fromDelivery("jq ", { copy: `'${copy}'` }));
    expect(Object.keys(JSON.parse(deskOf().read("state.json")) as object)).toContain("deployment");
  }, 60_000);

  it("imports it, and has the older state", async () => {
    await deskOf().succeed(fromDelivery("pulumi stack import"));
    expect(await groups()).toBe(before);
  }, 60_000);

  it("reads what is there, and sees nothing left to change", async () => {
    await deskOf().succeed(fromDelivery("pulumi refresh"));
    const output = await deskOf().succeed(fromDelivery("pulumi preview"));
    expect(output).toMatch(/\n {4}\d+ unchanged\n/);
    expect(output).not.toMatch(/\n {4}[-+~] /);
  }, 120_000);
}

/** The backup that was made before the last update began: each update leaves one at its end. */
function lastButOne(desk: Desk): string {
  const folder = join(desk.backend, ".pulumi/backups/moco-infra", stack);
  const copies = readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .sort();
  const name = copies.at(-2);
  if (name === undefined) throw new Error(`${folder} has no older backup: ${copies.join(", ")}`);
  return join(folder, name);
}

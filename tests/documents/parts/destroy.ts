import type { Desk } from "../support/desk";
import { fromDocument } from "../support/from-document";

const fromCloudflare = (beginning: string): string => fromDocument("docs/cloudflare.md", beginning);

/** docs/cloudflare.md, "the order of destroy". */
export function destroyInOrder(deskOf: () => Desk): void {
  it("which is protected, and stays", async () => {
    const { exitCode, output } = await deskOf().run(fromCloudflare("pulumi destroy --stack pm1"));
    expect(exitCode).not.toBe(0);
    expect(output).toContain("it is protected");
  }, 120_000);

  it("once protection is off: guests before the tunnel that they serve", async () => {
    const file = deskOf().read("Pulumi.pm1.yaml");
    deskOf().write(
      "Pulumi.pm1.yaml",
      file.replace("config:\n", "config:\n  moco-infra:protect: false\n"),
    );
    await deskOf().succeed(fromCloudflare("pulumi up --stack pm1"));
    const output = await deskOf().succeed(fromCloudflare("pulumi destroy --stack pm1"));
    const deleted = [...output.matchAll(/ (\S+) deleted \(/g)].map(([, name = ""]) => name);
    const guests = deleted.filter((name) => /^pm1-(?:mgmt|apps)-vm$/.test(name));
    expect(guests).toHaveLength(2);
    const tunnel = deleted.indexOf("pm1-tunnel-tunnel");
    expect(guests.filter((name) => deleted.indexOf(name) > tunnel)).toEqual([]);
  }, 180_000);
}

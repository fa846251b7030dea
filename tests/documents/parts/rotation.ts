import type { Desk } from "../support/desk";
import { fromDocument } from "../support/from-document";
import { accountSecrets, locationSecrets } from "../../support/own-stack";

const provided: Readonly<Record<string, string>> = {
  cloudflareToken: "planted-cloudflare-token-a77c21-0123456789",
  proxmoxToken: "moco@pve!pulumi=11111111-1111-4111-8111-111111111111",
};

type Values = Readonly<Record<string, string>>;

/** docs/secrets.md, "Rotating": every secret of both stacks, and the `up` that brings it to where it is used. */
export function rotation(deskOf: () => Desk): void {
  const news: string[] = [];

  it.each([
    ...accountSecrets.map((key) => ["account", key] as const),
    ...locationSecrets.map((key) => ["pm1", key] as const),
  ])(
    "of %s: %s, and no other",
    async (stack, key) => {
      const before = await valuesOf(deskOf(), stack);
      const file = deskOf().read(`Pulumi.${stack}.yaml`);
      const command = fromDocument("docs/secrets.md", "npm run secrets -- rotate", {
        stack,
        key,
      });
      const value = provided[key];
      const output = await deskOf().succeed(value === undefined ? command : `${command} --from -`, {
        input: value === undefined ? "" : `${key}=${value}\n`,
      });
      const after = await valuesOf(deskOf(), stack);
      const changed = Object.keys(after).filter((name) => after[name] !== before[name]);
      const guest = /^hostKeyPrivate-(.+)$/.exec(key)?.[1];
      expect(changed.sort()).toEqual(
        guest === undefined ? [key] : [`hostKeyPrivate-${guest}`, `hostKeyPublic-${guest}`],
      );
      const rotated = after[key] ?? "";
      news.push(rotated);
      // One line of a private key is enough to find it.
      const needle = rotated.split("\n")[1] ?? rotated;
      expect(deskOf().read(`Pulumi.${stack}.yaml`)).not.toBe(file);
      expect(deskOf().read(`Pulumi.${stack}.yaml`)).not.toContain(needle);
      expect(output).not.toContain(needle);
    },
    60_000,
  );

  it("of the node's token: bootstrap prints another one", async () => {
    deskOf().pretend("ssh", "cat >/dev/null\necho 'MOCO_API_TOKEN another'");
    const bootstrap = fromDocument("docs/secrets.md", "npm run bootstrap -- <location>", {
      location: "pm1",
      address: "192.0.2.10",
    });
    expect(await deskOf().succeed(bootstrap)).toMatch(/^MOCO_API_TOKEN another$/m);
  }, 60_000);

  it.each([
    ["account", ["private-network-pm1-tunnel", "private-network-pm2-tunnel"]],
    [
      "pm1",
      [
        "n8n-database-release",
        "n8n-release",
        "pm1-apps-ready",
        "pm1-connectors-pm1-apps",
        "pm1-connectors-pm1-mgmt",
        "pm1-tunnel-tunnel",
      ],
    ],
  ] as const)(
    "and the next up of %s brings them to where they are used, in plain text nowhere",
    async (stack, used) => {
      const preview = await deskOf().succeed(
        `pulumi preview --stack ${stack} --json | jq -r '.steps[] | select(.op != "same") | .urn | split("::") | last'`,
      );
      expect(preview.split("\n")).toEqual(expect.arrayContaining([...used]));
      const up = await deskOf().succeed(
        `${fromDocument("docs/secrets.md", "pulumi up", { stack })} --diff`,
      );
      expect(news.length).toBeGreaterThan(10);
      for (const value of news) {
        // One line of a private key is enough to find it.
        const needle = value.split("\n")[1] ?? value;
        expect(up).not.toContain(needle);
        const found = await deskOf().run(`grep -rlF -e "$NEEDLE" '${deskOf().backend}'`, {
          env: { NEEDLE: needle },
        });
        expect(found.output).toBe("");
      }
    },
    180_000,
  );
}

/** Everything in a stack's configuration, decrypted, by keys without the project's prefix. */
async function valuesOf(desk: Desk, stack: string): Promise<Values> {
  const json = await desk.succeed(`pulumi config --json --show-secrets --stack ${stack}`);
  const config = JSON.parse(json) as Record<string, { value?: string }>;
  return Object.fromEntries(
    Object.entries(config).map(([key, { value = "" }]) => [key.replace("moco-infra:", ""), value]),
  );
}

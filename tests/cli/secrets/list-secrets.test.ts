import { listSecrets } from "../../../cli/secrets/list-secrets";
import type { StackSecret } from "../../../stacks/config/stack-secret";
import { aSecretStore } from "../../support/a-secret-store";

const secrets: readonly StackSecret[] = [
  { kind: "provided", key: "token", description: "API token" },
  { kind: "password", key: "password", length: 32, description: "database password" },
];

async function check(present: Readonly<Record<string, boolean>>): Promise<[boolean, string[]]> {
  const lines: string[] = [];
  const complete = await listSecrets("pm1", secrets, aSecretStore(present), (line) =>
    lines.push(line),
  );
  return [complete, lines];
}

describe("listSecrets", () => {
  it("lists what is there and what is missing", async () => {
    expect(await check({ token: true })).toEqual([
      false,
      [
        "there    token     API token (provided)",
        "MISSING  password  database password (password of 32 characters)",
        "pm1: 1 of 2 secrets are missing. Run `npm run secrets -- init pm1`.",
      ],
    ]);
  });

  it("is content when all are there", async () => {
    const [complete, lines] = await check({
      token: true,
      password: true,
    });
    expect(complete).toBe(true);
    expect(lines.at(-1)).toBe("pm1: all 2 secrets are there.");
  });

  it("refuses a secret in plain text", async () => {
    await expect(check({ token: false })).rejects.toThrow(
      "Secrets of pm1: 1 problem\n  token is in the configuration in plain text. Treat it as known to others: run `npm run secrets -- rotate pm1 token`.",
    );
  });
});

import { checkSecrets } from "../../../cli/secrets/check-secrets";
import type { SecretSpec } from "../../../cli/secrets/secret-spec";
import { aStackConfig } from "../../support/a-stack-config";

const specs: readonly SecretSpec[] = [
  { kind: "provided", key: "moco-infra:token", description: "API token" },
  { kind: "password", key: "moco-infra:password", length: 32, description: "database password" },
];

async function check(present: Readonly<Record<string, boolean>>): Promise<[boolean, string[]]> {
  const lines: string[] = [];
  const complete = await checkSecrets("pm1", specs, aStackConfig(present), (line) =>
    lines.push(line),
  );
  return [complete, lines];
}

describe("checkSecrets", () => {
  it("lists what is there and what is missing", async () => {
    expect(await check({ "moco-infra:token": true })).toEqual([
      false,
      [
        "there    moco-infra:token     API token (provided)",
        "MISSING  moco-infra:password  database password (password of 32 characters)",
        "pm1: 1 of 2 secrets are missing. Run `npm run secrets -- init pm1`.",
      ],
    ]);
  });

  it("is content when all are there", async () => {
    const [complete, lines] = await check({
      "moco-infra:token": true,
      "moco-infra:password": true,
    });
    expect(complete).toBe(true);
    expect(lines.at(-1)).toBe("pm1: all 2 secrets are there.");
  });

  it("refuses a secret in plain text", async () => {
    await expect(check({ "moco-infra:token": false })).rejects.toThrow(
      "Secrets of pm1: 1 problem\n  moco-infra:token is in the configuration in plain text. Treat it as known to others: run `npm run secrets -- rotate pm1 moco-infra:token`.",
    );
  });
});

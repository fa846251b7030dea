import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { stringify } from "yaml";

import { hasAllSecrets } from "../../../../sandbox/commands/configuration/has-all-secrets";
import { stackFilePath } from "../../../../sandbox/commands/configuration/stack-file";

jest.mock("../../../../sandbox/commands/configuration/stack-file", () => {
  return { stackFilePath: jest.fn() };
});

jest.mock("../../../../stacks/locations", () => ({
  locations: jest.requireActual<Support>("../../../support/own-stack").ownLocations,
}));

type Support = typeof import("../../../support/own-stack");

const folder = mkdtempSync(join(tmpdir(), "moco-secrets-"));
const file = join(folder, "stack.yaml");

function configured(plain: Readonly<Record<string, unknown>>, secrets: readonly string[]): void {
  const config = Object.fromEntries([
    ...Object.entries(plain).map(([key, value]) => [`moco-infra:${key}`, value]),
    ...secrets.map((key) => [`moco-infra:${key}`, { secure: "v1:…" }]),
  ]) as Readonly<Record<string, unknown>>;
  writeFileSync(file, stringify({ config }));
}

beforeEach(() => {
  jest.mocked(stackFilePath).mockReturnValue(file);
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const account = { locations: { pm1: "10.50.0.0/24" } };
const location = { guests: { "pm1-apps": {} } };
const ofLocation = [
  ...["cloudflareToken", "proxmoxToken", "tunnelSecret-services", "hostKeyPrivate-pm1-apps"],
  ...["secret-n8n-database-password", "secret-n8n-encryption-key"],
];

describe("hasAllSecrets", () => {
  it("is true for a stack with every secret", () => {
    configured(account, ["cloudflareToken", "tunnelSecret-pm1"]);
    expect(hasAllSecrets("account")).toBe(true);
    configured(location, ofLocation);
    expect(hasAllSecrets("pm1")).toBe(true);
  });

  it("is false where a location, a guest, a service or an identity provider is new", () => {
    configured({ locations: { pm1: "", pm2: "" } }, ["cloudflareToken", "tunnelSecret-pm1"]);
    expect(hasAllSecrets("account")).toBe(false);
    configured({ guests: { "pm1-apps": {}, "pm1-new": {} } }, ofLocation);
    expect(hasAllSecrets("pm1")).toBe(false);
    configured(location, ofLocation.slice(0, -1));
    expect(hasAllSecrets("pm1")).toBe(false);
    configured({ ...account, identityProvider: { type: "github" } }, [
      "cloudflareToken",
      "tunnelSecret-pm1",
    ]);
    expect(hasAllSecrets("account")).toBe(false);
  });

  it("is false for a file without configuration", () => {
    writeFileSync(file, "encryptionsalt: v1\n");
    expect(hasAllSecrets("pm1")).toBe(false);
  });
});

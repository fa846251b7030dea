import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { secretsOfStack } from "../../../cli/secrets/secrets-of-stack";
import { cloneFile } from "../../support/fresh-clone";

describe("secretsOfStack", () => {
  it("finds the account's secrets in its configuration", () => {
    const secrets = secretsOfStack("account", cloneFile("account"));
    expect(secrets.map(({ key, kind }) => [key, kind])).toEqual([
      ["cloudflareToken", "provided"],
      ["tunnelSecret-pm1", "tunnelSecret"],
      ["tunnelSecret-pm2", "tunnelSecret"],
    ]);
  });

  it("finds a location's secrets, and is not irritated by those that are there", () => {
    const directory = mkdtempSync(join(tmpdir(), "secrets-of-stack-"));
    try {
      const source = cloneFile("pm1");
      const keys = secretsOfStack("pm1", source).map(({ key }) => key);
      expect(keys).toContain("hostKeyPrivate-pm1-apps");
      const file = join(directory, "Pulumi.pm1.yaml");
      const written = [
        "  proxmoxToken:\n    secure: v1:x",
        "  hostKeyPublic-pm1-apps: ssh-ed25519 AAAA",
      ];
      writeFileSync(file, `${readFileSync(source, "utf8").trimEnd()}\n${written.join("\n")}\n`);
      expect(secretsOfStack("pm1", file).map(({ key }) => key)).toEqual(keys);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });

  it("refuses a stack that does not exist", () => {
    expect(() => secretsOfStack("pm9")).toThrow(
      "secrets: stack must be one of account, pm1, pm2, got pm9. Use one of them.",
    );
  });

  it("refuses a configuration that does not exist", () => {
    expect(() => secretsOfStack("pm1", "nowhere.yaml")).toThrow(
      "secrets: nowhere.yaml does not exist. Write the stack's configuration first.",
    );
  });
});

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { secretsOfStack, toSecretSpec } from "../../../cli/secrets/secrets-of-stack";
import { cloneFile } from "../../support/fresh-clone";

describe("secretsOfStack", () => {
  it("finds the account's secrets in its configuration", () => {
    const specs = secretsOfStack("account", cloneFile("account"));
    expect(specs.map(({ key, kind }) => [key, kind])).toEqual([
      ["moco-infra:cloudflareToken", "provided"],
      ["moco-infra:tunnelSecret-pm1", "tunnelSecret"],
      ["moco-infra:tunnelSecret-pm2", "tunnelSecret"],
    ]);
  });

  it("finds a location's secrets, and is not irritated by those that are there", () => {
    const directory = mkdtempSync(join(tmpdir(), "secrets-of-stack-"));
    try {
      const source = cloneFile("pm1");
      const keys = secretsOfStack("pm1", source).map(({ key }) => key);
      expect(keys).toContain("moco-infra:hostKeyPrivate-pm1-apps");
      const file = join(directory, "Pulumi.pm1.yaml");
      const written = [
        "  moco-infra:proxmoxToken:\n    secure: v1:x",
        "  moco-infra:hostKeyPublic-pm1-apps: ssh-ed25519 AAAA",
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

describe("toSecretSpec", () => {
  it("finds the guest and the public part of a host key", () => {
    expect(
      toSecretSpec({ key: "hostKeyPrivate-pm1-apps", kind: "sshHostKey", description: "d" }),
    ).toEqual({
      kind: "sshHostKey",
      key: "moco-infra:hostKeyPrivate-pm1-apps",
      publicKey: "moco-infra:hostKeyPublic-pm1-apps",
      guest: "pm1-apps",
      description: "d",
    });
  });

  it("keeps the length of a password", () => {
    expect(
      toSecretSpec({ key: "secret-a", kind: "password", length: 64, description: "d" }),
    ).toEqual({ kind: "password", key: "moco-infra:secret-a", length: 64, description: "d" });
  });
});

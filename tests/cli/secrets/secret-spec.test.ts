import { renderProblem } from "../../../model/basics/problem";
import { checkSecretSpecs, keysOf, type SecretSpec } from "../../../cli/secrets/secret-spec";

const hostKey: SecretSpec = {
  kind: "sshHostKey",
  key: "moco-infra:hostKeyPrivate-pm1-apps",
  publicKey: "moco-infra:hostKeyPublic-pm1-apps",
  guest: "pm1-apps",
  description: "SSH host key",
};

describe("keysOf", () => {
  it("is both parts of a host key, the public one first", () => {
    expect(keysOf(hostKey)).toEqual([
      "moco-infra:hostKeyPublic-pm1-apps",
      "moco-infra:hostKeyPrivate-pm1-apps",
    ]);
  });
});

describe("checkSecretSpecs", () => {
  it("accepts full, flat keys", () => {
    expect(checkSecretSpecs([hostKey])).toEqual([]);
  });

  it("refuses keys that are short, nested or used twice, and weak passwords", () => {
    const specs: SecretSpec[] = [
      { kind: "tunnelSecret", key: "tunnelSecret", description: "d" },
      { kind: "tunnelSecret", key: "moco-infra:a.b", description: "d" },
      { kind: "password", key: "moco-infra:a", length: 12, description: "d" },
      { kind: "password", key: "moco-infra:a", description: "d" },
    ];
    expect(checkSecretSpecs(specs).map(renderProblem)).toEqual([
      "tunnelSecret must be a full, flat configuration key. Write it like moco-infra:n8n-encryption-key.",
      "moco-infra:a.b must be a full, flat configuration key. Write it like moco-infra:n8n-encryption-key.",
      "moco-infra:a is used by two secrets. Give every secret its own key.",
      "moco-infra:a must have at least 20 characters, got 12. Leave the length out for 40.",
    ]);
  });
});

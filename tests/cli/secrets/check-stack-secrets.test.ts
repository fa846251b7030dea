import { renderProblem } from "../../../model/basics/problem";
import type { StackSecret } from "../../../stacks/config/stack-secret";
import { checkStackSecrets } from "../../../cli/secrets/check-stack-secrets";

const hostKey: StackSecret = {
  kind: "sshHostKey",
  key: "hostKeyPrivate-pm1-apps",
  guest: "pm1-apps",
  description: "SSH host key",
};

describe("checkStackSecrets", () => {
  it("accepts flat keys", () => {
    expect(checkStackSecrets([hostKey])).toEqual([]);
  });

  it("refuses keys that are nested or used twice, and weak passwords", () => {
    const secrets: StackSecret[] = [
      { kind: "tunnelSecret", key: "a.b", description: "d" },
      { kind: "password", key: "a", length: 12, description: "d" },
      { kind: "password", key: "a", description: "d" },
    ];
    expect(checkStackSecrets(secrets).map(renderProblem)).toEqual([
      "a.b must be a flat configuration key. Write it like secret-n8n-encryption-key.",
      "a is used by two secrets. Give every secret its own key.",
      "a must have at least 20 characters, got 12. Leave the length out for 40.",
    ]);
  });
});

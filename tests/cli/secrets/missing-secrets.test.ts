import { renderProblem } from "../../../model/basics/problem";
import { checkPresent, missingSecrets } from "../../../cli/secrets/missing-secrets";
import type { StackSecret } from "../../../stacks/config/stack-secret";

const password: StackSecret = { kind: "password", key: "password", description: "d" };
const hostKey: StackSecret = {
  kind: "sshHostKey",
  key: "private",
  guest: "pm1-apps",
  description: "d",
};

describe("missingSecrets", () => {
  it("is what has no value yet", () => {
    expect(missingSecrets([password, hostKey], new Map([["password", true]]))).toEqual([hostKey]);
  });

  it("makes a host key again of which only the public part was set", () => {
    expect(missingSecrets([hostKey], new Map([["hostKeyPublic-pm1-apps", false]]))).toEqual([
      hostKey,
    ]);
  });
});

describe("checkPresent", () => {
  it("accepts encrypted secrets and plain public parts", () => {
    const present = new Map([
      ["password", true],
      ["private", true],
      ["hostKeyPublic-pm1-apps", false],
    ]);
    expect(checkPresent([password, hostKey], present, "pm1")).toEqual([]);
  });

  it("refuses a secret in plain text and a host key without its public part", () => {
    const present = new Map([
      ["password", false],
      ["private", true],
    ]);
    expect(checkPresent([password, hostKey], present, "pm1").map(renderProblem)).toEqual([
      "password is in the configuration in plain text. Treat it as known to others: run `npm run secrets -- rotate pm1 password`.",
      "private has lost its public part. Run `npm run secrets -- rotate pm1 private`.",
    ]);
  });
});

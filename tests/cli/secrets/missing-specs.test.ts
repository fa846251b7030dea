import { renderProblem } from "../../../model/basics/problem";
import { checkPresent, missingSpecs } from "../../../cli/secrets/missing-specs";
import type { SecretSpec } from "../../../cli/secrets/secret-spec";

const password: SecretSpec = { kind: "password", key: "a:password", description: "d" };
const hostKey: SecretSpec = {
  kind: "sshHostKey",
  key: "a:private",
  publicKey: "a:public",
  guest: "pm1-apps",
  description: "d",
};

describe("missingSpecs", () => {
  it("is what has no value yet", () => {
    expect(missingSpecs([password, hostKey], new Map([["a:password", true]]))).toEqual([hostKey]);
  });

  it("makes a host key again of which only the public part was set", () => {
    expect(missingSpecs([hostKey], new Map([["a:public", false]]))).toEqual([hostKey]);
  });
});

describe("checkPresent", () => {
  it("accepts encrypted secrets and plain public parts", () => {
    const present = new Map([
      ["a:password", true],
      ["a:private", true],
      ["a:public", false],
    ]);
    expect(checkPresent([password, hostKey], present, "pm1")).toEqual([]);
  });

  it("refuses a secret in plain text and a host key without its public part", () => {
    const present = new Map([
      ["a:password", false],
      ["a:private", true],
    ]);
    expect(checkPresent([password, hostKey], present, "pm1").map(renderProblem)).toEqual([
      "a:password is in the configuration in plain text. Treat it as known to others: run `npm run secrets -- rotate pm1 a:password`.",
      "a:private has lost its public part. Run `npm run secrets -- rotate pm1 a:private`.",
    ]);
  });
});

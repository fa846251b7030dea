import { renderProblem } from "../../../model/basics/problem";
import { checkProvided, parseProvidedFile } from "../../../cli/secrets/provided-values";
import type { ProvidedSecret } from "../../../stacks/config/stack-secret";

const token: ProvidedSecret = { kind: "provided", key: "token", description: "API token" };

describe("parseProvidedFile", () => {
  it("reads key=value lines and leaves comments and empty lines out", () => {
    const text = '# tokens\r\n\nmoco-infra:token = root@pam!x=1-2 \nother="q"\nnone\n';
    expect([...parseProvidedFile(text)]).toEqual([
      ["token", "root@pam!x=1-2"],
      ["other", '"q"'],
      ["none", ""],
    ]);
  });
});

describe("checkProvided", () => {
  it("names every missing one with its command, where nobody can be asked", () => {
    expect(checkProvided([token], ["token"], new Map(), "pm1", false).map(renderProblem)).toEqual([
      "token is missing (API token). Run `pulumi config set --secret token --stack pm1`, which asks for it.",
    ]);
  });

  it("misses nothing where a person can be asked", () => {
    expect(checkProvided([token], ["token"], new Map(), "pm1", true)).toEqual([]);
  });

  it("refuses unknown keys and empty values, and shows no value", () => {
    const given = new Map([
      ["tokne", "hidden"],
      ["token", ""],
    ]);
    expect(checkProvided([token], ["token"], given, "pm1", false).map(renderProblem)).toEqual([
      "tokne is not a provided secret of this stack. Correct or remove the line.",
      "token is empty. Write the line as key=value.",
    ]);
  });

  it("refuses what its user would refuse, and shows no value", () => {
    const form = { pattern: /^\d{4}$/, expectation: "four digits" };
    const given = new Map([["token", "hidden"]]);
    const refused = checkProvided([{ ...token, form }], ["token"], given, "pm1", false);
    expect(refused.map(renderProblem)).toEqual([
      "token must be four digits. Copy it again, without quotes or spaces.",
    ]);
    const right = new Map([["token", "1234"]]);
    expect(checkProvided([{ ...token, form }], ["token"], right, "pm1", false)).toEqual([]);
  });
});

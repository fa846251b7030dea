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
});

import { renderProblem } from "../../../model/basics/problem";
import { checkProvided, parseProvidedFile } from "../../../cli/secrets/provided-values";
import type { ProvidedSpec } from "../../../cli/secrets/secret-spec";

const token: ProvidedSpec = { kind: "provided", key: "a:token", description: "API token" };

describe("parseProvidedFile", () => {
  it("reads key=value lines and leaves comments and empty lines out", () => {
    const text = '# tokens\r\n\na:token = root@pam!x=1-2 \na:other="q"\na:none\n';
    expect([...parseProvidedFile(text)]).toEqual([
      ["a:token", "root@pam!x=1-2"],
      ["a:other", '"q"'],
      ["a:none", ""],
    ]);
  });
});

describe("checkProvided", () => {
  it("names every missing one with its command, where nobody can be asked", () => {
    expect(checkProvided([token], ["a:token"], new Map(), "pm1", false).map(renderProblem)).toEqual(
      [
        "a:token is missing (API token). Run `pulumi config set --secret a:token --stack pm1`, which asks for it.",
      ],
    );
  });

  it("misses nothing where a person can be asked", () => {
    expect(checkProvided([token], ["a:token"], new Map(), "pm1", true)).toEqual([]);
  });

  it("refuses unknown keys and empty values, and shows no value", () => {
    const given = new Map([
      ["a:tokne", "hidden"],
      ["a:token", ""],
    ]);
    expect(checkProvided([token], ["a:token"], given, "pm1", false).map(renderProblem)).toEqual([
      "a:tokne is not a provided secret of this stack. Correct or remove the line.",
      "a:token is empty. Write the line as key=value.",
    ]);
  });
});

import { type AccessDirectory, checkDirectory } from "../../../model/account/check-directory";
import { renderProblem } from "../../../model/basics/problem";

const directory: AccessDirectory = {
  groups: { operators: { emails: ["adam@example.org"], emailDomains: [] } },
  serviceTokens: { ci: { duration: "8760h" } },
  operators: "operators",
  automation: "ci",
};

function messages(overrides: Partial<AccessDirectory>): string[] {
  return checkDirectory({ ...directory, ...overrides }).map(renderProblem);
}

describe("checkDirectory", () => {
  it("finds nothing wrong with a group and a token", () => {
    expect(messages({})).toEqual([]);
  });

  it("refuses a group without anyone", () => {
    const groups = { ...directory.groups, staff: { emails: [], emailDomains: [] } };
    expect(messages({ groups })).toEqual([
      "groups.staff must have at least one address or domain. Add someone, or remove the group.",
    ]);
  });

  it("refuses a name of nothing", () => {
    expect(messages({ automation: "robot", serviceTokens: {} })).toEqual([
      "automation must be one of serviceTokens, got robot. Add it below serviceTokens.",
    ]);
  });
});

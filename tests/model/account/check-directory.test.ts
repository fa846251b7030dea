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

  it("refuses what is no address, and what would end a quoted text", () => {
    const emails = ["adam", 'a"@example.org', "adam@example.org"];
    expect(messages({ groups: { operators: { emails, emailDomains: [] } } })).toEqual([
      "groups.operators.emails must be e-mail addresses, got adam. Write it like person@example.org.",
      'groups.operators.emails must be e-mail addresses, got a"@example.org. Write it like person@example.org.',
    ]);
  });

  it("refuses a domain with an @", () => {
    const groups = { operators: { emails: [], emailDomains: ["@example.org"] } };
    expect(messages({ groups })).toEqual([
      "groups.operators.emailDomains must be domains, got @example.org. Write it like example.org, without @.",
    ]);
  });

  it("refuses a life that Cloudflare cannot read", () => {
    expect(messages({ serviceTokens: { ci: { duration: "1y" } } })).toEqual([
      "serviceTokens.ci.duration must be a number of hours, got 1y. Write it like 8760h.",
    ]);
  });

  it("refuses a name of nothing", () => {
    expect(messages({ automation: "robot", serviceTokens: {} })).toEqual([
      "automation must be one of serviceTokens, got robot. Add it below serviceTokens.",
    ]);
  });
});

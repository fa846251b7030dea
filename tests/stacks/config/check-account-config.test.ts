import { renderProblem } from "../../../model/basics/problem";
import { checkAccountConfig } from "../../../stacks/config/check-account-config";
import { cloneOf } from "../../support/fresh-clone";

const base = cloneOf("account");

function messages(change: Readonly<Record<string, unknown>>): readonly string[] {
  return checkAccountConfig({ ...base, ...change }).problems.map(renderProblem);
}

describe("checkAccountConfig", () => {
  it("accepts the file of a fresh clone", () => {
    expect(messages({})).toEqual([]);
  });

  it.each([
    [
      { group: {} },
      "group is not a known key. Correct the spelling or remove it; docs/configuration.md lists all keys.",
    ],
    [
      { groups: { operators: { emails: ["ada"] }, automation: { emails: ["b@example.com"] } } },
      'groups.operators.emails[0] must be an e-mail address, got "ada". Write it like ada@example.com.',
    ],
    [
      {
        groups: {
          operators: { emails: ['a"@example.org'] },
          automation: { emails: ["b@example.com"] },
        },
      },
      `groups.operators.emails[0] must be an e-mail address, got "a\\"@example.org". Write it like ada@example.com.`,
    ],
    [
      {
        groups: {
          operators: { emailDomains: ["@example.org"] },
          automation: { emails: ["b@example.com"] },
        },
      },
      'groups.operators.emailDomains[0] must be a domain name in lower case, got "@example.org". Write it like example.com.',
    ],
    [
      { serviceTokens: { ci: { duration: "1y" } } },
      'serviceTokens.ci.duration must be a number of hours, got "1y". Write it like 8760h.',
    ],
    [
      { groups: { operators: {}, automation: { emails: ["b@example.com"] } } },
      "groups.operators must have at least one address or domain. Add someone, or remove the group.",
    ],
    [
      { locations: { pm1: "10.50.0.0" } },
      'locations.pm1 must be an IPv4 range, got "10.50.0.0". Write it like 10.50.0.0/24.',
    ],
    [
      { identityProvider: { type: "ldap" } },
      'identityProvider.type must be one of onetimepin, azureAD, github, google, google-apps, oidc, okta, got "ldap". Write it like onetimepin.',
    ],
  ])("refuses %j", (change, message) => {
    expect(messages(change)).toEqual([message]);
  });
});

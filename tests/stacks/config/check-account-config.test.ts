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

  it.each<[Record<string, unknown>, string]>([
    [
      { group: {} },
      "group is not a known key. Did you mean groups? Correct it or remove it; docs/configuration.md lists all keys.",
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
    [
      { identityProvider: { type: "github", settings: { client_id: "abc", clientId: "abc" } } },
      "identityProvider.settings.client_id is not a known key. Did you mean clientId? Correct it or remove it; docs/configuration.md lists all keys.",
    ],
    [
      { identityProvider: { type: "github", settings: { clientId: "abc", clientSecret: "x" } } },
      "identityProvider.settings.clientSecret is not a known key. Correct the spelling or remove it; docs/configuration.md lists all keys.",
    ],
    [
      { identityProvider: { type: "okta", settings: { clientId: "abc" } } },
      "identityProvider.settings.oktaAccount is missing. Add it, for instance https://10.50.0.1:8006/.",
    ],
    [
      {
        identityProvider: {
          type: "google-apps",
          settings: { clientId: "abc", appsDomain: "example.org", claims: "groups" },
        },
      },
      'identityProvider.settings.claims must be a list of at least 1, got "groups". Write it like - first entry.',
    ],
    [
      { identityProvider: { type: "onetimepin", settings: { clientId: "abc" } } },
      "identityProvider.settings.clientId is not a known key. Correct the spelling or remove it; docs/configuration.md lists all keys.",
    ],
    [
      { serviceTokens: { ci: { secret: { version: 1, previousUntil: "2026-12-01T12:00:00Z" } } } },
      "serviceTokens.ci.secret.version must be a whole number from 2 to 1000, got 1. Write it like 2.",
    ],
    [
      { serviceTokens: { ci: { secret: { version: 2 } } } },
      "serviceTokens.ci.secret.previousUntil is missing. Add it, for instance 2026-12-01T12:00:00Z.",
    ],
    [
      { serviceTokens: { ci: { secret: { version: 2, previousUntil: "tomorrow" } } } },
      'serviceTokens.ci.secret.previousUntil must be a moment in UTC, got "tomorrow". Write it like 2026-12-01T12:00:00Z.',
    ],
  ])("refuses %j", (change, message) => {
    expect(messages(change)).toEqual([message]);
  });

  it.each([
    { type: "onetimepin" },
    { type: "github", settings: { clientId: "abc" } },
    {
      type: "azureAD",
      settings: { clientId: "abc", directoryId: "def", supportGroups: true, prompt: "login" },
    },
    {
      type: "oidc",
      settings: {
        clientId: "abc",
        authUrl: "https://sso.example.org/authorize",
        tokenUrl: "https://sso.example.org/token",
        certsUrl: "https://sso.example.org/keys",
        scopes: ["openid", "email"],
      },
    },
  ])("accepts %j", (identityProvider) => {
    expect(messages({ identityProvider })).toEqual([]);
  });
});

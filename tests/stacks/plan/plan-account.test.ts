import { renderProblems } from "../../../model/basics/problem";
import type { StackConfig } from "../../../stacks/config/read-stack-config";
import { planAccount } from "../../../stacks/plan/plan-account";
import { accountSecrets, ownAccount } from "../../support/own-stack";

const plan = (
  document: StackConfig["document"],
  secrets: readonly string[] = accountSecrets,
): ReturnType<typeof planAccount> => planAccount({ document, secretKeys: new Set(secrets) });

describe("planAccount", () => {
  it("resolves the operators to the people of their group", () => {
    const { value, problems } = plan(ownAccount);
    expect(problems).toEqual([]);
    expect(value?.operators).toEqual({ emails: ["ada@moco.test"], emailDomains: [] });
    expect(value?.config.locations).toEqual({ pm1: "10.50.0.0/24", pm2: "10.51.0.0/24" });
  });

  it("refuses operators that are no group, beside placeholders and missing secrets", () => {
    const groups = { people: { emails: ["ada@example.com"] } };
    const document = { ...ownAccount, operators: "admins", groups };
    expect(renderProblems(plan(document, accountSecrets.slice(1)).problems)).toBe(
      [
        '  cloudflareToken is missing (API token of Cloudflare; docs/cloudflare.md names its permissions). Run "npm run secrets -- init account".',
        '  groups.people.emails[0] is still the placeholder of a fresh clone, got "ada@example.com". Write your own; docs/configuration.md says where it comes from.',
        '  operators must be one of groups, got "admins". Use one of people, or add it to groups.',
      ].join("\n"),
    );
  });

  it("refuses a configuration that cannot be read, before anything else", () => {
    expect(renderProblems(plan({ ...ownAccount, locations: undefined }, []).problems)).toBe(
      "  locations is missing. Add it, for instance pm1-apps: {…}.",
    );
  });
});

import { accountSecretNeeds } from "../../stacks/secret-needs";

const locations = { pm1: "10.50.0.0/24" };

describe("accountSecretNeeds", () => {
  it("asks for no client secret where people sign in with a one-time PIN", () => {
    const identityProvider = { type: "onetimepin", settings: {} } as const;
    expect(accountSecretNeeds({ locations, identityProvider }).map(({ key }) => key)).toEqual([
      "cloudflareToken",
      "tunnelSecret-pm1",
    ]);
  });

  it("asks for the client secret of any other identity provider", () => {
    const identityProvider = { type: "okta", settings: { clientId: "moco" } } as const;
    expect(accountSecretNeeds({ locations, identityProvider })).toContainEqual({
      key: "identityProviderSecret",
      kind: "provided",
      description: "client secret of the identity provider okta; its own console shows it",
    });
  });
});

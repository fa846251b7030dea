import { secretsOfAccount, secretsOfLocation } from "../../../stacks/plan/stack-secrets";
import { ownDefinition } from "../../support/own-stack";

const locations = { pm1: "10.50.0.0/24" };

describe("secretsOfAccount", () => {
  it("asks for no client secret where people sign in with a one-time PIN", () => {
    const identityProvider = { type: "onetimepin", settings: {} } as const;
    expect(secretsOfAccount({ locations, identityProvider }).map(({ key }) => key)).toEqual([
      "cloudflareToken",
      "tunnelSecret-pm1",
    ]);
  });

  it("asks for the client secret of any other identity provider", () => {
    const settings = { clientId: "moco", oktaAccount: "https://moco.okta.com" };
    const identityProvider = { type: "okta", settings } as const;
    expect(secretsOfAccount({ locations, identityProvider })).toContainEqual({
      key: "identityProviderSecret",
      kind: "provided",
      description: "client secret of the identity provider okta; its own console shows it",
    });
  });
});

describe("secretsOfLocation", () => {
  it("says of a shared password what each of its services has to do when it changes", () => {
    const needs = secretsOfLocation("pm1", { guests: {} }, ownDefinition);
    expect(needs.find(({ key }) => key === "secret-n8n-database-password")).toEqual({
      key: "secret-n8n-database-password",
      kind: "password",
      description: "secret of n8n",
      onRotation: [
        "Change it in the database first (runbook postgres).",
        'Run ALTER ROLE "n8n" first: a data directory keeps the password it was made with.',
      ],
    });
  });
});

import * as pulumi from "@pulumi/pulumi";

import {
  AccountAccess,
  type AccountAccessArgs,
} from "../../../components/account-access/account-access";
import { inputsOf, recordResources, secretInputsOf } from "../../support/recorded-resources";

const groupType = "cloudflare:index/zeroTrustAccessGroup:ZeroTrustAccessGroup";
const policyType = "cloudflare:index/zeroTrustAccessPolicy:ZeroTrustAccessPolicy";
const tokenType = "cloudflare:index/zeroTrustAccessServiceToken:ZeroTrustAccessServiceToken";
const providerType =
  "cloudflare:index/zeroTrustAccessIdentityProvider:ZeroTrustAccessIdentityProvider";
const applicationType = "cloudflare:index/zeroTrustAccessApplication:ZeroTrustAccessApplication";

function args(overrides: Partial<AccountAccessArgs> = {}): AccountAccessArgs {
  return {
    accountId: "account",
    groups: {
      operators: { emails: ["adam@example.org"], emailDomains: [] },
      staff: { emails: [], emailDomains: ["example.org"] },
    },
    serviceTokens: { ci: { duration: "8760h" } },
    operators: "operators",
    automation: "ci",
    ...overrides,
  };
}

class Holder extends pulumi.CustomResource {
  constructor(name: string, inputs: pulumi.Inputs) {
    super("test:index:Holder", name, inputs);
  }
}

describe("AccountAccess", () => {
  it("makes a group and a reusable policy of every group", async () => {
    const resources = await recordResources(() => new AccountAccess("access", args()));
    expect(inputsOf(resources, groupType, "access-group-staff")).toEqual({
      accountId: "account",
      name: "staff",
      includes: [{ emailDomain: { domain: "example.org" } }],
    });
    expect(inputsOf(resources, policyType, "access-policy-login-staff")).toEqual({
      accountId: "account",
      name: "login-staff",
      decision: "allow",
      includes: [{ group: { id: "access-group-staff-id" } }],
      sessionDuration: "24h",
    });
  });

  it("makes a token and a reusable policy of every service token", async () => {
    const resources = await recordResources(() => new AccountAccess("access", args()));
    expect(inputsOf(resources, tokenType, "access-token-ci")).toEqual({
      accountId: "account",
      name: "ci",
      duration: "8760h",
    });
    expect(inputsOf(resources, policyType, "access-policy-service-token-ci")).toEqual({
      accountId: "account",
      name: "service-token-ci",
      decision: "non_identity",
      includes: [{ serviceToken: { tokenId: "access-token-ci-id" } }],
      sessionDuration: "24h",
    });
  });

  it("makes a new secret for a higher version, and lets the one before overlap", async () => {
    const secret = { version: 2, previousUntil: "2026-12-01T12:00:00Z" };
    const serviceTokens = { ci: { duration: "8760h", secret } };
    const resources = await recordResources(
      () => new AccountAccess("access", args({ serviceTokens })),
    );
    expect(inputsOf(resources, tokenType, "access-token-ci")).toEqual({
      accountId: "account",
      name: "ci",
      duration: "8760h",
      clientSecretVersion: 2,
      previousClientSecretExpiresAt: "2026-12-01T12:00:00Z",
    });
  });

  it("has one policy that lets anyone in, for public paths", async () => {
    const resources = await recordResources(() => new AccountAccess("access", args()));
    expect(inputsOf(resources, policyType, "access-policy-public")).toEqual({
      accountId: "account",
      name: "public",
      decision: "bypass",
      includes: [{ everyone: {} }],
      sessionDuration: "24h",
    });
  });

  it("lets operators and automation enrol devices, and nobody else", async () => {
    const resources = await recordResources(() => new AccountAccess("access", args()));
    expect(inputsOf(resources, applicationType, "access-enrolment")).toEqual({
      accountId: "account",
      name: "Warp Login App",
      type: "warp",
      sessionDuration: "24h",
      autoRedirectToIdentity: false,
      policies: [
        { id: "access-policy-login-operators-id", precedence: 1 },
        { id: "access-policy-service-token-ci-id", precedence: 2 },
      ],
    });
  });

  it("signs people in with a one-time PIN by default", async () => {
    const resources = await recordResources(() => new AccountAccess("access", args()));
    expect(inputsOf(resources, providerType, "access-identity-provider")).toEqual({
      accountId: "account",
      name: "One-time PIN",
      type: "onetimepin",
      config: {},
    });
  });

  it("keeps the secret of another identity provider secret", async () => {
    const resources = await recordResources(
      () =>
        new AccountAccess(
          "access",
          args({
            identityProvider: { type: "github", settings: { clientId: "id" } },
            identityProviderSecret: pulumi.output("hidden"),
          }),
        ),
    );
    expect(inputsOf(resources, providerType, "access-identity-provider")).toMatchObject({
      name: "GitHub",
      config: { clientId: "id", clientSecret: "hidden" },
    });
    expect(secretInputsOf(resources, providerType, "access-identity-provider")).toEqual(["config"]);
    expect(JSON.stringify(inputsOf(resources, "moco:index:AccountAccess", "access"))).not.toContain(
      "hidden",
    );
  });

  it("hands lists and flags of a provider on as they are", async () => {
    const settings = {
      clientId: "id",
      authUrl: "https://sso.example.org/authorize",
      tokenUrl: "https://sso.example.org/token",
      certsUrl: "https://sso.example.org/keys",
      scopes: ["openid", "email"],
      pkceEnabled: true,
    };
    const resources = await recordResources(
      () => new AccountAccess("access", args({ identityProvider: { type: "oidc", settings } })),
    );
    expect(inputsOf(resources, providerType, "access-identity-provider")["config"]).toEqual(
      settings,
    );
  });

  it("hands out policies by kind and name, and credentials as secrets", async () => {
    let access: AccountAccess | undefined;
    await recordResources(() => (access = new AccountAccess("access", args())), {
      computed: ({ type }) =>
        type === tokenType
          ? { clientId: "ci.access", clientSecret: "hidden", expiresAt: "2027-11-21T20:00:00Z" }
          : {},
    });
    const holder = await recordResources(
      () => new Holder("holder", { ids: access?.policyIds, ...access?.credentials["ci"] }),
    );
    expect(inputsOf(holder, "test:index:Holder", "holder")).toEqual({
      ids: {
        "login:operators": "access-policy-login-operators-id",
        "login:staff": "access-policy-login-staff-id",
        "serviceToken:ci": "access-policy-service-token-ci-id",
        public: "access-policy-public-id",
      },
      clientId: "ci.access",
      clientSecret: "hidden",
      expiresAt: "2027-11-21T20:00:00Z",
    });
    expect(secretInputsOf(holder, "test:index:Holder", "holder")).toEqual(["clientSecret"]);
  });

  it("knows all it makes in a preview of an empty stack", async () => {
    const real = await recordResources(() => new AccountAccess("access", args()));
    const preview = await recordResources(() => new AccountAccess("access", args()), {
      preview: true,
    });
    const names = (resources: typeof real): string[] => resources.map(({ name }) => name).sort();
    expect(names(preview)).toEqual(names(real));
  });
});

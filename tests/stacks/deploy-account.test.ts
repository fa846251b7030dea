import { join } from "node:path";

import * as pulumi from "@pulumi/pulumi";

import type { StackConfig } from "../../stacks/config/read-stack-config";
import { deployAccount } from "../../stacks/deploy-account";
import { loadStackFile } from "../support/load-stack-file";
import { inputsOf, recordResources, secretInputsOf } from "../support/recorded-resources";

const clone = loadStackFile(join(__dirname, "../../Pulumi.account.yaml"));
const own = {
  ...clone,
  cloudflare: {
    accountId: "0123456789abcdef0123456789abcdef",
    zoneId: "fedcba9876543210fedcba9876543210",
    zone: "moco.test",
    teamName: "moco",
  },
  groups: { operators: { emails: ["ada@moco.test"] }, automation: { emails: ["ada@moco.test"] } },
};
const identityProviderType =
  "cloudflare:index/zeroTrustAccessIdentityProvider:ZeroTrustAccessIdentityProvider";

function stack(document: StackConfig["document"], ...more: readonly string[]): StackConfig {
  const keys = ["cloudflareToken", "tunnelSecret-pm1", "tunnelSecret-pm2", ...more];
  return {
    document,
    secretKeys: new Set(keys),
    requireSecret: (key) => pulumi.secret(`value of ${key}`),
  };
}

describe("deployAccount", () => {
  it("gives the identity provider its client secret, as a secret", async () => {
    const identityProvider = { type: "okta", settings: { clientId: "moco" } };
    const config = stack({ ...own, identityProvider }, "identityProviderSecret");
    const resources = await recordResources(() => deployAccount(config));
    expect(inputsOf(resources, identityProviderType, "access-identity-provider")["config"]).toEqual(
      { clientId: "moco", clientSecret: "value of identityProviderSecret" },
    );
    expect(secretInputsOf(resources, identityProviderType, "access-identity-provider")).toEqual([
      "config",
    ]);
  });

  it("refuses an identity provider without its client secret", () => {
    const config = stack({ ...own, identityProvider: { type: "okta" } });
    expect(() => deployAccount(config)).toThrow(
      'identityProviderSecret is missing (client secret of the identity provider okta; its own console shows it). Run "npm run secrets -- init account".',
    );
  });

  it("refuses the file of a fresh clone", () => {
    expect(() => deployAccount(stack(clone))).toThrow(
      'groups.operators.emails[0] is still the placeholder of a fresh clone, got "operator@example.com".',
    );
  });
});

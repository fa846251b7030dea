import { deployAccount } from "../../../stacks/deploy/deploy-account";
import { cloneOf } from "../../support/fresh-clone";
import { accountSecrets, configOf, ownAccount } from "../../support/own-stack";
import { inputsOf, recordResources, secretInputsOf } from "../../support/recorded-resources";

const identityProviderType =
  "cloudflare:index/zeroTrustAccessIdentityProvider:ZeroTrustAccessIdentityProvider";

const okta = { clientId: "moco", oktaAccount: "https://moco.okta.com" };

describe("deployAccount", () => {
  it("gives the identity provider its client secret, as a secret", async () => {
    const identityProvider = { type: "okta", settings: okta };
    const config = configOf({ ...ownAccount, identityProvider }, [
      ...accountSecrets,
      "identityProviderSecret",
    ]);
    const resources = await recordResources(() => deployAccount(config));
    expect(inputsOf(resources, identityProviderType, "access-identity-provider")["config"]).toEqual(
      { ...okta, clientSecret: "value of identityProviderSecret" },
    );
    expect(secretInputsOf(resources, identityProviderType, "access-identity-provider")).toEqual([
      "config",
    ]);
  });

  it("refuses an identity provider without its client secret", () => {
    const identityProvider = { type: "okta", settings: okta };
    const config = configOf({ ...ownAccount, identityProvider }, accountSecrets);
    expect(() => deployAccount(config)).toThrow(
      'identityProviderSecret is missing (client secret of the identity provider okta; its own console shows it). Run "npm run secrets -- init account".',
    );
  });

  it("refuses the file of a fresh clone", () => {
    expect(() => deployAccount(configOf(cloneOf("account"), accountSecrets))).toThrow(
      'groups.operators.emails[0] is still the placeholder of a fresh clone, got "operator@example.com".',
    );
  });
});

import * as cloudflare from "@pulumi/cloudflare";
import * as pulumi from "@pulumi/pulumi";

import type { AccessDirectory } from "../../model/account/check-directory";
import { type IdentityProviderSpec, titleOf } from "../../model/account/identity-provider";
import type { ServiceTokenSpec } from "../../model/account/service-token";
import { renderGroupRules } from "../../model/account/members";
import { mapValues } from "../../model/basics/map-values";
import type { AccessPolicyKey } from "../../model/account/access-policy-key";

/*
 * Who may enter, for all locations: how people sign in, groups, service tokens, and one reusable
 * Access policy for each. Applications name these policies by id; they never carry rules of their own.
 */

export interface AccountAccessArgs extends AccessDirectory {
  readonly accountId: string;
  /** @default one-time PIN */
  readonly identityProvider?: IdentityProviderSpec;
  /** For providers with a client secret. */
  readonly identityProviderSecret?: pulumi.Output<string>;
  /** How long a login lasts. @default "24h" */
  readonly sessionDuration?: string;
}

/** What a program sends to be let in; the secret is readable only once, here. */
export interface ServiceTokenCredentials {
  readonly clientId: pulumi.Output<string>;
  readonly clientSecret: pulumi.Output<string>;
  /** When it lets nobody in any more, `2027-11-21T20:31:15Z`; no secret. */
  readonly expiresAt: pulumi.Output<string>;
}

/**
 * ```ts
 * new AccountAccess("access", { accountId, groups, serviceTokens, operators: "operators", automation: "ci" });
 * ```
 */
export class AccountAccess extends pulumi.ComponentResource {
  /** @internal */
  static readonly __pulumiType = "moco:index:AccountAccess";

  /** Ids of the reusable policies, by `login:<group>`, `serviceToken:<token>` and `public`. */
  readonly policyIds: Readonly<Record<AccessPolicyKey, pulumi.Output<string>>>;
  /** By name of the service token. */
  readonly credentials: Readonly<Record<string, ServiceTokenCredentials>>;

  readonly #name: string;
  readonly #args: AccountAccessArgs;

  constructor(name: string, args: AccountAccessArgs, opts?: pulumi.ComponentResourceOptions) {
    const { groups, serviceTokens, operators, automation } = args;
    const identityProvider = args.identityProvider ?? ({ type: "onetimepin" } as const);
    const facts = { groups, serviceTokens, operators, automation, identityProvider };
    super(AccountAccess.__pulumiType, name, facts, opts);
    this.#name = name;
    this.#args = args;

    this.#createIdentityProvider(identityProvider);
    const tokens = mapValues(serviceTokens, (spec, token) => this.#createToken(token, spec));
    const policies = {
      ...this.#createGroupPolicies(),
      ...this.#createTokenPolicies(tokens),
      public: this.#createPolicy("public", "bypass", [{ everyone: {} }]),
    };
    this.#createEnrolment(policies);
    this.policyIds = mapValues(policies, (policy) => policy.id);
    this.credentials = mapValues(tokens, ({ clientId, clientSecret, expiresAt }) => ({
      clientId,
      clientSecret: pulumi.secret(clientSecret),
      expiresAt,
    }));
    this.registerOutputs(facts);
  }

  #createIdentityProvider(spec: IdentityProviderSpec): void {
    const clientSecret = this.#args.identityProviderSecret;
    new cloudflare.ZeroTrustAccessIdentityProvider(
      `${this.#name}-identity-provider`,
      {
        accountId: this.#args.accountId,
        name: titleOf(spec),
        type: spec.type,
        config: {
          ...("settings" in spec ? spec.settings : {}),
          ...(clientSecret === undefined ? {} : { clientSecret: pulumi.secret(clientSecret) }),
        },
      },
      // Every account has a one-time PIN from its beginning, which an API token may not be able to rename.
      { parent: this, ignoreChanges: spec.type === "onetimepin" ? ["name"] : [] },
    );
  }

  #createToken(
    token: string,
    { duration, secret }: ServiceTokenSpec,
  ): cloudflare.ZeroTrustAccessServiceToken {
    return new cloudflare.ZeroTrustAccessServiceToken(
      `${this.#name}-token-${token}`,
      {
        accountId: this.#args.accountId,
        name: token,
        duration,
        // The provider takes both or neither.
        ...(secret === undefined
          ? {}
          : {
              clientSecretVersion: secret.version,
              previousClientSecretExpiresAt: secret.previousUntil,
            }),
      },
      { parent: this, additionalSecretOutputs: ["clientSecret"] },
    );
  }

  #createGroupPolicies(): Record<`login:${string}`, cloudflare.ZeroTrustAccessPolicy> {
    const entries = Object.entries(this.#args.groups).map(([group, members]) => {
      const { id } = new cloudflare.ZeroTrustAccessGroup(
        `${this.#name}-group-${group}`,
        { accountId: this.#args.accountId, name: group, includes: [...renderGroupRules(members)] },
        { parent: this },
      );
      const policy = this.#createPolicy(`login-${group}`, "allow", [{ group: { id } }]);
      return [`login:${group}`, policy] as const;
    });
    return Object.fromEntries(entries);
  }

  #createTokenPolicies(
    tokens: Readonly<Record<string, cloudflare.ZeroTrustAccessServiceToken>>,
  ): Record<`serviceToken:${string}`, cloudflare.ZeroTrustAccessPolicy> {
    const entries = Object.entries(tokens).map(([token, { id }]) => {
      const includes = [{ serviceToken: { tokenId: id } }];
      const policy = this.#createPolicy(`service-token-${token}`, "non_identity", includes);
      return [`serviceToken:${token}`, policy] as const;
    });
    return Object.fromEntries(entries);
  }

  /** Defaults are spelled out, so that the answer of the API is no change. */
  #createPolicy(
    policy: string,
    decision: "allow" | "non_identity" | "bypass",
    includes: cloudflare.types.input.ZeroTrustAccessPolicyInclude[],
  ): cloudflare.ZeroTrustAccessPolicy {
    const session = decision === "allow" ? this.#args.sessionDuration : undefined;
    return new cloudflare.ZeroTrustAccessPolicy(
      `${this.#name}-policy-${policy}`,
      {
        accountId: this.#args.accountId,
        name: policy,
        decision,
        includes,
        sessionDuration: session ?? "24h",
      },
      { parent: this },
    );
  }

  /** Only operators and automation may join a device; an account has exactly one of these. */
  #createEnrolment(policies: Readonly<Record<string, cloudflare.ZeroTrustAccessPolicy>>): void {
    const { operators, automation, accountId } = this.#args;
    const allowed = [policies[`login:${operators}`], policies[`serviceToken:${automation}`]];
    new cloudflare.ZeroTrustAccessApplication(
      `${this.#name}-enrolment`,
      {
        accountId,
        // Cloudflare's own name for it, and read-only: any other would be a change at every deployment.
        name: "Warp Login App",
        type: "warp",
        sessionDuration: "24h",
        autoRedirectToIdentity: false,
        policies: allowed.flatMap((policy, index) =>
          policy === undefined ? [] : [{ id: policy.id, precedence: index + 1 }],
        ),
      },
      { parent: this },
    );
  }
}

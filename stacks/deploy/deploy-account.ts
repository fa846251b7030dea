import * as cloudflare from "@pulumi/cloudflare";
import * as pulumi from "@pulumi/pulumi";

import { AccountAccess } from "../../components/account-access/account-access";
import { hasClientSecret } from "../../model/account/identity-provider";
import { announceExpiry } from "../../model/account/service-token";
import { PrivateNetwork } from "../../components/private-network/private-network";
import { accept } from "../../model/basics/checked";
import { mapValues } from "../../model/basics/map-values";
import { ZoneDefaults } from "../../components/zone-defaults/zone-defaults";
import type { StackConfig } from "../config/read-stack-config";
import { identityProviderSecret, tunnelSecret } from "../config/stack-secret";
import { planAccount } from "../plan/plan-account";

/** What the locations and bootstrap read from the stack `account`. */
export interface AccountOutputs {
  /** Reusable Access policies by `login:<group>`, `serviceToken:<token>` and `public`. */
  readonly policyIds: Readonly<Record<string, pulumi.Output<string>>>;
  /** What the connector on each location's node runs with; secret. */
  readonly managementTokens: pulumi.Output<Readonly<Record<string, string>>>;
  /** What programs send to be let in, by name of the service token; secret. */
  readonly serviceTokens: pulumi.Output<unknown>;
  /** When each of them ends, by its name. */
  readonly serviceTokenExpiry: Readonly<Record<string, pulumi.Output<string>>>;
}

/** Deploys what one Cloudflare account has only once. */
export function deployAccount(stack: StackConfig): AccountOutputs {
  const { config, operators } = accept("Pulumi.account.yaml", planAccount(stack));
  const { accountId, zones, teamName, apiUrl } = config.cloudflare;
  const provider = new cloudflare.Provider("cloudflare", {
    apiToken: stack.requireSecret("cloudflareToken"),
    baseUrl: apiUrl,
  });
  const opts = { providers: [provider] };

  for (const [key, { id: zoneId }] of Object.entries(zones)) {
    // The main zone was the only one once.
    const aliases = key === "main" ? [{ name: "zone" }] : [];
    new ZoneDefaults(`zone-${key}`, { zoneId }, { ...opts, aliases });
  }
  const access = new AccountAccess(
    "access",
    {
      ...config,
      accountId,
      ...(hasClientSecret(config.identityProvider) && {
        identityProviderSecret: stack.requireSecret(identityProviderSecret),
      }),
    },
    opts,
  );
  const network = new PrivateNetwork(
    "private-network",
    {
      accountId,
      teamName,
      locations: mapValues(config.locations, (range, location) => ({
        range,
        tunnelSecret: stack.requireSecret(tunnelSecret(location)),
      })),
      operators,
    },
    opts,
  );
  const expiry = mapValues(access.credentials, ({ expiresAt }) => expiresAt);
  announceExpiries(expiry);
  return {
    policyIds: access.policyIds,
    managementTokens: pulumi.secret(mapValues(network.tunnels, ({ token }) => token)),
    serviceTokens: pulumi.secret(
      mapValues(access.credentials, ({ clientId, clientSecret }) => ({ clientId, clientSecret })),
    ),
    serviceTokenExpiry: expiry,
  };
}

/** A warning of every preview and deployment, while there is still time. */
function announceExpiries(expiry: AccountOutputs["serviceTokenExpiry"]): void {
  for (const [token, expiresAt] of Object.entries(expiry)) {
    expiresAt.apply(async (end) => {
      const announcement = announceExpiry(token, end, new Date());
      if (announcement !== undefined) await pulumi.log.warn(announcement);
    });
  }
}

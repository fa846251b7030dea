import * as cloudflare from "@pulumi/cloudflare";
import * as pulumi from "@pulumi/pulumi";

import { AccountAccess } from "../../components/account-access/account-access";
import { hasClientSecret } from "../../model/account/identity-provider";
import { PrivateNetwork } from "../../components/private-network/private-network";
import { mapValues } from "../../model/basics/map-values";
import { refuse } from "../../model/basics/user-error";
import { ZoneDefaults } from "../../components/zone-defaults/zone-defaults";
import type { AccountConfig } from "../config/account-config";
import { checkAccountConfig } from "../config/check-account-config";
import { checkPlaceholders } from "../config/check-placeholders";
import { checkSecrets } from "../config/check-secrets";
import type { StackConfig } from "../config/read-stack-config";
import { identityProviderSecret, tunnelSecret } from "../config/secret-need";
import { accountSecretNeeds } from "../plan/secret-needs";

/** What the locations and bootstrap read from the stack `account`. */
export interface AccountOutputs {
  /** Reusable Access policies by `login:<group>`, `serviceToken:<token>` and `public`. */
  readonly policyIds: Readonly<Record<string, pulumi.Output<string>>>;
  /** What the connector on each location's node runs with; secret. */
  readonly managementTokens: pulumi.Output<Readonly<Record<string, string>>>;
  /** What programs send to be let in, by name of the service token; secret. */
  readonly serviceTokens: pulumi.Output<unknown>;
}

/** Deploys what one Cloudflare account has only once. */
export function deployAccount(stack: StackConfig): AccountOutputs {
  const config = parseAccount(stack);
  const { accountId, zoneId, teamName, apiUrl } = config.cloudflare;
  const provider = new cloudflare.Provider("cloudflare", {
    apiToken: stack.requireSecret("cloudflareToken"),
    baseUrl: apiUrl,
  });
  const opts = { providers: [provider] };

  new ZoneDefaults("zone", { zoneId }, opts);
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
      locations: config.locations,
      operators: config.groups[config.operators] ?? { emails: [], emailDomains: [] },
      tunnelSecrets: mapValues(config.locations, (_, location) =>
        stack.requireSecret(tunnelSecret(location)),
      ),
    },
    opts,
  );
  return {
    policyIds: access.policyIds,
    managementTokens: pulumi.secret(mapValues(network.tunnels, ({ token }) => token)),
    serviceTokens: pulumi.secret(access.credentials),
  };
}

function parseAccount(stack: StackConfig): AccountConfig {
  const { value, problems } = checkAccountConfig(stack.document);
  const rest =
    value === undefined
      ? []
      : [...checkPlaceholders(value), ...checkSecrets("account", accountSecretNeeds(value), stack)];
  refuse("Pulumi.account.yaml", [...problems, ...rest]);
  if (value === undefined) throw new Error("a configuration without a value has problems");
  return value;
}

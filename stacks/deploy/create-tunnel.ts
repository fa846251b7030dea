import type * as cloudflare from "@pulumi/cloudflare";

import { TunnelConnectors } from "../../components/tunnel-connectors/tunnel-connectors";
import { ZeroTrustTunnel } from "../../components/zero-trust-tunnel/zero-trust-tunnel";
import { accessPolicyKeys } from "../../model/account/access-policy-key";
import type { StackConfig } from "../config/read-stack-config";
import { tunnelSecret } from "../config/stack-secret";
import type { Location } from "../plan/location";
import { readAccount } from "./account-reference";
import type { MadeGuest } from "./create-guests";

/** The public names of a location, and the tunnel that they come through. */
export function createTunnel(
  { name, config, routes }: Location,
  provider: cloudflare.Provider,
  stack: Pick<StackConfig, "requireSecret">,
): ZeroTrustTunnel {
  const { accountId, zones, teamName } = config.cloudflare;
  const policies = new Set(routes.flatMap(({ access }) => accessPolicyKeys(access)));
  return new ZeroTrustTunnel(
    `${name}-tunnel`,
    {
      location: name,
      accountId,
      zones,
      teamName,
      tunnelSecret: stack.requireSecret(tunnelSecret("services")),
      routes,
      connectors: config.connectors,
      policyIds: readAccount([...policies].sort()).policyIds,
    },
    { providers: [provider] },
  );
}

/** cloudflared on the connector guests, in the order in which the configuration names them. */
export function createConnectors(
  { name, config }: Location,
  tunnel: ZeroTrustTunnel,
  guests: readonly MadeGuest[],
): TunnelConnectors {
  return new TunnelConnectors(`${name}-connectors`, {
    tunnel,
    cloudflared: config.artifacts.cloudflared,
    hosts: config.connectors.flatMap((connector) =>
      guests.filter(({ planned }) => planned.plan.name === connector).map(({ vm }) => vm.host),
    ),
  });
}

import type * as cloudflare from "@pulumi/cloudflare";

import type { ProxmoxVm } from "../../components/proxmox-vm/proxmox-vm";
import { TunnelConnectors } from "../../components/tunnel-connectors/tunnel-connectors";
import { ZeroTrustTunnel } from "../../components/zero-trust-tunnel/zero-trust-tunnel";
import { accessPolicyKeys } from "../../model/account/access-policy-key";
import { tunnelSecret } from "../config/secret-need";
import { readAccount } from "./account-reference";
import { edgePort } from "../plan/flows";
import type { Location } from "../plan/location";

/** The public names of a location, and the tunnel that they come through. */
export function createTunnel(location: Location, provider: cloudflare.Provider): ZeroTrustTunnel {
  const { name, config, services } = location;
  const { accountId, zoneId, zone, teamName } = config.cloudflare;
  const routes = services.flatMap((service) =>
    service.routes.map((route) => ({ ...route, originUrl: edgeUrl(location, service.guest) })),
  );
  const policies = new Set(routes.flatMap(({ access }) => accessPolicyKeys(access)));
  return new ZeroTrustTunnel(
    `${name}-tunnel`,
    {
      location: name,
      accountId,
      zoneId,
      zone,
      teamName,
      tunnelSecret: location.stack.requireSecret(tunnelSecret("services")),
      routes,
      connectors: config.connectors,
      policyIds: readAccount([...policies].sort()).policyIds,
    },
    { providers: [provider] },
  );
}

/** cloudflared on the connector guests. */
export function createConnectors(
  { name, config }: Location,
  tunnel: ZeroTrustTunnel,
  guests: Readonly<Record<string, ProxmoxVm>>,
): TunnelConnectors {
  return new TunnelConnectors(`${name}-connectors`, {
    tunnel,
    cloudflared: config.artifacts.cloudflared,
    guests: config.connectors.flatMap((guest) => {
      const machine = guests[guest];
      if (machine === undefined) return [];
      const { connection, generation, ready, vm } = machine;
      return [{ guest, connection, generation, ready, vm }];
    }),
  });
}

function edgeUrl({ plan }: Location, guest: string): string {
  const address = plan.guests.find(({ name }) => name === guest)?.address ?? "";
  return `http://${address}:${String(edgePort)}`;
}

import type * as pulumi from "@pulumi/pulumi";

import { releaseTool } from "../../components/release-tool/release-tool";
import type { LocationNetwork } from "../../components/location-network/location-network";
import type { GuestPlan } from "../../model/location/location-plan";
import { ProxmoxVm } from "../../components/proxmox-vm/proxmox-vm";
import { createCloudImage } from "../../components/proxmox-vm/proxmox-vm";
import type { ZeroTrustTunnel } from "../../components/zero-trust-tunnel/zero-trust-tunnel";
import { hostKeyPrivate } from "../config/secret-need";
import type { Location } from "../plan/location";
import type { createProxmoxProvider } from "./providers";

/** Login on every guest. */
export const loginUser = "ops";

/** The guests of a location by name, made one after the other, as their node's storage wants it. */
export function createGuests(
  location: Location,
  network: LocationNetwork,
  tunnel: ZeroTrustTunnel,
  provider: ReturnType<typeof createProxmoxProvider>,
): Readonly<Record<string, ProxmoxVm>> {
  const { name, config, plan } = location;
  const { datastore, snippetDatastore } = config.location.node;
  const image = createCloudImage(
    `${name}-guest-image`,
    { node: plan.node.name, datastore: snippetDatastore, image: config.artifacts.guestImage },
    { provider },
  );
  const guests: Record<string, ProxmoxVm> = {};
  let previous: ProxmoxVm | undefined;
  for (const guest of plan.guests) {
    previous = new ProxmoxVm(
      guest.name,
      {
        guest,
        location: plan,
        flows: location.flows,
        image,
        datastore,
        snippetDatastore,
        login: { user: loginUser, authorizedKeys: config.operators.authorizedKeys },
        hostKey: {
          public: location.hostKeys[guest.name] ?? "",
          private: location.stack.requireSecret(hostKeyPrivate(guest.name)),
        },
        docker: config.docker,
        files: [releaseTool],
        ...(previous === undefined ? {} : { previous }),
        after: waitsFor(guest, location, network, tunnel),
      },
      { providers: [provider] },
    );
    guests[guest.name] = previous;
  }
  return guests;
}

/** A guest with a connector goes before the tunnel does: a connected tunnel cannot be deleted. */
function waitsFor(
  guest: GuestPlan,
  { config }: Location,
  network: LocationNetwork,
  tunnel: ZeroTrustTunnel,
): pulumi.Resource[] {
  return [...network.vlans, ...(config.connectors.includes(guest.name) ? [tunnel.tunnel] : [])];
}

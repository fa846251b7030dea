import type * as proxmoxve from "@muhlba91/pulumi-proxmoxve";
import type * as pulumi from "@pulumi/pulumi";

import type { LocationNetwork } from "../../components/location-network/location-network";
import { createCloudImage, ProxmoxVm } from "../../components/proxmox-vm/proxmox-vm";
import { healingUnits, releaseTool } from "../../components/release-tool/release-tool";
import type { ZeroTrustTunnel } from "../../components/zero-trust-tunnel/zero-trust-tunnel";
import type { StackConfig } from "../config/read-stack-config";
import { loginUser } from "../config/login-user";
import { hostKeyPrivate } from "../config/stack-secret";
import type { Location, PlannedGuest } from "../plan/location";

/** A guest that is being made, with all that is planned for it. */
export interface MadeGuest {
  readonly planned: PlannedGuest;
  readonly vm: ProxmoxVm;
}

/** What the guests of a location are made with. */
export interface GuestSurroundings {
  readonly network: LocationNetwork;
  readonly tunnel: ZeroTrustTunnel;
  readonly provider: proxmoxve.Provider;
  readonly stack: Pick<StackConfig, "requireSecret">;
}

/** The guests of a location, made one after the other, as their node's storage wants it. */
export function createGuests(
  location: Location,
  { network, tunnel, provider, stack }: GuestSurroundings,
): readonly MadeGuest[] {
  const { name, config } = location;
  const { node } = config.location;
  const image = createCloudImage(
    `${name}-guest-image`,
    { node: node.name, datastore: node.snippetDatastore, image: config.artifacts.guestImage },
    { provider },
  );
  const made: MadeGuest[] = [];
  for (const planned of location.guests) {
    const previous = made.at(-1)?.vm;
    const { plan, vlan, rules } = planned;
    const vm = new ProxmoxVm(
      plan.name,
      {
        guest: plan,
        node,
        range: location.network.cidr,
        vlan,
        rules,
        image,
        datastore: node.datastore,
        snippetDatastore: node.snippetDatastore,
        login: { user: loginUser, authorizedKeys: config.operators.authorizedKeys },
        hostKey: {
          public: planned.hostKey,
          private: stack.requireSecret(hostKeyPrivate(plan.name)),
        },
        docker: config.docker,
        files: [releaseTool, ...healingUnits],
        ...(previous && { previous }),
        after: waitsFor(planned, network, tunnel),
      },
      { providers: [provider] },
    );
    made.push({ planned, vm });
  }
  return made;
}

/** A guest with a connector goes before the tunnel does: a connected tunnel cannot be deleted. */
function waitsFor(
  { connector }: PlannedGuest,
  network: LocationNetwork,
  { tunnel }: ZeroTrustTunnel,
): pulumi.Resource[] {
  return [...network.vlans, ...(connector ? [tunnel] : [])];
}

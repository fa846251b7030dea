import { network } from "@muhlba91/pulumi-proxmoxve";
import * as pulumi from "@pulumi/pulumi";

import { type LocationPlan, prefixOf, type VlanPlan } from "../../model/location/location-plan";
import type { Flow } from "../../model/location/flow";

// A location's VLANs as interfaces of its node, which is every VLAN's gateway. Who may talk to whom is
// plain data here and is enforced at each guest: by Proxmox at its network card, and by the guest.

export interface LocationNetworkArgs {
  readonly plan: LocationPlan;
  /** Every connection that is allowed; what is not in it is dropped. */
  readonly flows: readonly Flow[];
}

/**
 * The network of one location.
 *
 *     const network = new LocationNetwork("pm1-network", { plan, flows });
 */
export class LocationNetwork extends pulumi.ComponentResource {
  /** @internal */
  static readonly __pulumiType = "moco:index:LocationNetwork";

  readonly plan: LocationPlan;
  readonly flows: readonly Flow[];
  /** One interface per VLAN, in the order of the plan; guests must wait for them. */
  readonly vlans: readonly network.linux.Vlan[];

  constructor(
    name: string,
    { plan, flows }: LocationNetworkArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super(LocationNetwork.__pulumiType, name, { plan, flows }, opts);
    this.plan = plan;
    this.flows = flows;
    this.vlans = this.createVlans(name);
    this.registerOutputs({ plan, flows });
  }

  private createVlans(name: string): readonly network.linux.Vlan[] {
    const { node, vlans } = this.plan;
    const created: network.linux.Vlan[] = [];
    for (const vlan of vlans.filter(madeHere)) {
      const previous = created.at(-1);
      created.push(
        new network.linux.Vlan(
          `${name}-${vlan.name}`,
          {
            nodeName: node.name,
            // The bridge and the tag are read from the name; giving them as well is refused.
            name: `${node.bridge}.${String(vlan.id)}`,
            address: `${vlan.gateway}/${prefixOf(vlan.cidr)}`,
            autostart: true,
            comment: `moco-infra: ${vlan.name}`,
          },
          // Each of them reloads the node's network, which takes one at a time.
          { parent: this, ...(previous !== undefined && { dependsOn: [previous] }) },
        ),
      );
    }
    return created;
  }
}

/** The management VLAN carries the connection that this runs over: bootstrap makes it. */
function madeHere({ name }: VlanPlan): boolean {
  return name !== "management";
}

import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";

import { type Host, labelsStay } from "../host/host";

/*
 * The Docker networks between services of one guest: one for each pair that has to do with each other, so
 * that nobody else can listen or ask. Services name the networks that their containers join.
 */

export interface GuestNetworksArgs {
  readonly location: string;
  readonly host: Host;
  readonly networks: readonly GuestNetwork[];
}

export interface GuestNetwork {
  /** Unique on the guest. */
  readonly name: string;
  /** Who has to do with whom, for a person on the guest. */
  readonly why: string;
}

/**
 * ```ts
 * const networks = new GuestNetworks("pm1-apps-networks", { location: "pm1", host, networks });
 * new ComposeService("n8n", { … }, { dependsOn: [networks] });
 * ```
 */
export class GuestNetworks extends pulumi.ComponentResource {
  /** @internal */
  static readonly __pulumiType = "moco:index:GuestNetworks";

  /** By name. */
  readonly networks: Readonly<Record<string, docker.Network>>;

  constructor(name: string, args: GuestNetworksArgs, opts?: pulumi.ComponentResourceOptions) {
    const { location, host, networks } = args;
    const facts = { location, guest: host.name, networks };
    super(GuestNetworks.__pulumiType, name, facts, opts);
    this.networks = Object.fromEntries(
      networks.map((network) => [network.name, this.#createNetwork(name, args, network)]),
    );
    this.registerOutputs(facts);
  }

  #createNetwork(
    name: string,
    { location, host }: GuestNetworksArgs,
    network: GuestNetwork,
  ): docker.Network {
    const labels = { "moco.location": location, "moco.why": network.why };
    return new docker.Network(
      `${name}-${network.name}`,
      {
        name: network.name,
        // Never a container's way out: Docker would move its published ports to this network while it runs,
        // and end every connection to them.
        internal: true,
        labels: Object.entries(labels).map(([label, value]) => ({ label, value })),
      },
      { parent: this, dependsOn: host.ready, deletedWith: host.vm, ...labelsStay },
    );
  }
}

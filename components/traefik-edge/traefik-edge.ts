import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";

import { ComposeService } from "../compose-service/compose-service";
import { edgeNetworkName } from "../compose-service/compose-service";
import type { GuestConnection } from "../host/host";
import { refuse } from "../../model/basics/user-error";
import { checkEdgeRoutes } from "./check-edge-routes";
import { type TraefikEdgeSpec, traefikService } from "./traefik-service";

/*
 * The edge of a guest: a Traefik that lets only the tunnel's connectors in, counts requests for each
 * client, and finds routed services by name on the `edge` network. No socket, no dashboard.
 */

export interface TraefikEdgeArgs extends TraefikEdgeSpec {
  readonly connection: GuestConnection;
  /** Changes when the guest is rebuilt: then the edge is applied again. */
  readonly generation: pulumi.Input<string>;
  /** The guest's own preparation, the release tool included; the edge comes after it. */
  readonly ready: pulumi.Resource;
  /** The guest: when it goes, the edge goes with it and nothing is run on it. */
  readonly vm: pulumi.Resource;
}

/**
 * ```ts
 * const edge = new TraefikEdge("pm1-apps-edge", { guest: "pm1-apps", routes, connectors, … });
 * new ComposeService("n8n", { service, edgeNetwork: edge.network, … });
 * ```
 */
export class TraefikEdge extends pulumi.ComponentResource {
  /** @internal */
  static readonly __pulumiType = "moco:index:TraefikEdge";

  /** Every service with routes on this guest joins it. */
  readonly network: docker.Network;
  readonly traefik: ComposeService;

  constructor(name: string, args: TraefikEdgeArgs, opts?: pulumi.ComponentResourceOptions) {
    const { location, guest, address, routes, connectors } = args;
    const facts = { location, guest, address, routes, connectors };
    super(TraefikEdge.__pulumiType, name, facts, opts);
    refuse(`TraefikEdge "${name}"`, checkEdgeRoutes(routes, connectors));
    this.network = this.#createNetwork(name, args);
    this.traefik = this.#createTraefik(name, args);
    this.registerOutputs(facts);
  }

  #createNetwork(name: string, { location, ready, vm }: TraefikEdgeArgs): docker.Network {
    const labels = [{ label: "moco.location", value: location }];
    return new docker.Network(
      `${name}-network`,
      { name: edgeNetworkName, labels },
      { parent: this, dependsOn: ready, deletedWith: vm },
    );
  }

  #createTraefik(name: string, args: TraefikEdgeArgs): ComposeService {
    const { connection, generation, ready, vm } = args;
    return new ComposeService(
      `${name}-traefik`,
      {
        service: traefikService(args),
        connection,
        generation,
        ready,
        vm,
        edgeNetwork: this.network,
        networks: [edgeNetworkName],
      },
      { parent: this },
    );
  }
}

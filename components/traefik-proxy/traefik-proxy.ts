import * as pulumi from "@pulumi/pulumi";

import { ComposeService } from "../compose-service/compose-service";
import type { Host } from "../host/host";
import { type TraefikProxySpec, traefikService } from "./traefik-service";

/*
 * The proxy of a guest: a Traefik that lets only the tunnel's connectors in, counts requests for each
 * client, and reaches each routed service on a network of that service's own. No socket, no dashboard.
 */

export interface TraefikProxyArgs extends TraefikProxySpec {
  /** The guest that it runs on. */
  readonly host: Host;
}

/**
 * ```ts
 * new TraefikProxy("pm1-apps-proxy", { host, guest: "pm1-apps", routes, connectors, … }, {
 *   dependsOn: [networksOfGuest],
 * });
 * ```
 */
export class TraefikProxy extends pulumi.ComponentResource {
  /** @internal */
  static readonly __pulumiType = "moco:index:TraefikProxy";

  readonly traefik: ComposeService;

  constructor(name: string, args: TraefikProxyArgs, opts?: pulumi.ComponentResourceOptions) {
    const { location, guest, address, routes, connectors, host } = args;
    const facts = { location, guest, address, routes, connectors };
    super(TraefikProxy.__pulumiType, name, facts, opts);
    this.traefik = new ComposeService(
      `${name}-traefik`,
      { service: traefikService(args), host },
      { parent: this },
    );
    this.registerOutputs(facts);
  }
}

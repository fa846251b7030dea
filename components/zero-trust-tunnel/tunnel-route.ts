import type { AccessSpec } from "../../model/service/access";
import type { PlacedRoute } from "../../model/service/placed-service";

/** A public name, or a path below one, and where its requests go. */
export interface TunnelRoute extends PlacedRoute {
  /** The proxy of the guest that serves it, `http://10.50.0.70:80`. */
  readonly originUrl: string;
}

/** What the state shows of a route and policies read. */
export interface TunnelRouteFacts {
  readonly name: string;
  readonly hostname: string;
  readonly path: string;
  readonly service: string;
  readonly access: AccessSpec;
  readonly rateLimit: TunnelRoute["rateLimit"];
}

/** The plain facts of a route. */
export function factsOf(route: TunnelRoute): TunnelRouteFacts {
  const { name, hostname, path, service, access, rateLimit } = route;
  return { name, hostname, path, service, access, rateLimit };
}

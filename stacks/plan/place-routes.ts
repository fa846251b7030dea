import { listOf } from "../../model/basics/list-of";
import type { PlacedRoute } from "../../model/service/placed-service";
import type { RouteSpec } from "../../model/service/route-spec";
import type { ServiceSpec } from "../../model/service/service-spec";
import { collect, type Findings } from "./findings";

/** Domain by key of the zone. */
export type Zones = Readonly<Record<string, { readonly name: string }>>;

/** A service's routes with their whole public names. */
export function placeRoutes(service: ServiceSpec, zones: Zones): Findings<PlacedRoute> {
  return collect((service.routes ?? []).map((route) => placeRoute(service.name, route, zones)));
}

function placeRoute(service: string, route: RouteSpec, zones: Zones): Findings<PlacedRoute> {
  const { name, subdomain, zone: key = "main", path = "/", container, port } = route;
  const zone = zones[key];
  if (zone === undefined) {
    const problem = {
      path: `${service}.routes.${name}.zone`,
      problem: "must be the key of one of the location's zones",
      got: `"${key}"`,
      fix: `Use one of ${listOf(Object.keys(zones))}, or add it to cloudflare.zones.`,
    };
    return { found: [], problems: [problem] };
  }
  const placed = {
    name: `${service}-${name}`,
    service,
    zone: key,
    hostname: `${subdomain}.${zone.name}`,
    path,
    container,
    port,
    access: route.access,
    rateLimit: route.rateLimit,
    ...(route.assets === undefined ? {} : { assets: route.assets }),
  };
  return { found: [placed], problems: [] };
}

import { mapValues } from "../../model/basics/map-values";
import type { PlacedService } from "../../model/service/placed-service";
import type { ImageName } from "../../services/images";
import type { Findings } from "./findings";
import type { Instance } from "./instances";
import { crossesGuests, type Link } from "./links";
import { placeRoutes, type Zones } from "./place-routes";
import { portOf, type PublishedEndpoint } from "./published-ports";
import { resolveEnvironment } from "./resolve-environment";
import { networksOf } from "./shared-networks";

/** What placing a service needs to know of its location. */
export interface Site {
  readonly location: string;
  readonly zones: Zones;
  readonly images: Readonly<Record<ImageName, string>>;
  readonly links: readonly Link[];
  readonly published: readonly PublishedEndpoint[];
}

/** A service on its guest, with every reference resolved to plain text. */
export function placeService(instance: Instance, site: Site): Findings<PlacedService> {
  const { service, guest } = instance;
  const links = site.links.filter(({ consumer }) => consumer === instance);
  const routes = placeRoutes(service, site.zones);
  const referents = { service: service.name, links, routes: routes.found };
  const placed: PlacedService = {
    name: service.name,
    description: service.description,
    location: site.location,
    guest: guest.name,
    containers: mapValues(service.containers, (container, name) => ({
      ...container,
      image: site.images[container.image],
      environment: resolveEnvironment(container.environment ?? {}, referents),
      ...networksOf(instance, name, site.links),
    })),
    volumes: service.volumes ?? {},
    routes: routes.found,
    needs: [...new Set(links.map(({ provider }) => provider.service.name))],
    ports: portsOf(instance, site),
    reaches: reachesOf(links),
    secrets: service.secrets ?? {},
    objectives: service.objectives,
    runbook: service.runbook,
  };
  return { found: [placed], problems: routes.problems };
}

function portsOf(instance: Instance, { published }: Site): PlacedService["ports"] {
  return published
    .filter(({ provider }) => provider === instance)
    .map(({ endpoint, port, from }) => ({
      address: instance.guest.address,
      port,
      container: endpoint.container,
      containerPort: endpoint.port,
      from,
    }));
}

function reachesOf(links: readonly Link[]): PlacedService["reaches"] {
  const reached = links.filter(crossesGuests).map((link) => ({
    service: link.provider.service.name,
    address: link.provider.guest.address,
    port: portOf(link),
  }));
  return [
    ...new Map(reached.map((each) => [`${each.address}:${String(each.port)}`, each])).values(),
  ];
}

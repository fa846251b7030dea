import type {
  PlacedContainer,
  PlacedRoute,
  PlacedService,
  PublishedPort,
} from "../../model/service/placed-service";
import type {
  ContainerSpec,
  EnvironmentValue,
  NeedSpec,
  ServiceSpec,
} from "../../model/service/service-spec";
import { mapValues } from "../../model/basics/map-values";
import type { ImageName } from "../../services/images";
import type { Placement } from "./location-definition";

/** What placement needs to know of a location. */
export interface PlacementSite {
  readonly location: string;
  readonly zone: string;
  readonly images: Readonly<Record<ImageName, string>>;
  /** VLAN address by guest name. */
  readonly addresses: Readonly<Record<string, string>>;
}

/**
 * Resolves a location's placements to services on guests: needs become services of their own, and
 * every reference becomes plain text. Call `checkPlacements` first; this trusts what it is given.
 */
export function placeServices(
  placements: readonly Placement[],
  site: PlacementSite,
): readonly PlacedService[] {
  return placements.flatMap((placement) => {
    const needsGuest = guestOf(site.location, placement.needsOn ?? "data");
    const guest = guestOf(site.location, placement.on);
    return [
      ...Object.values(placement.service.needs).map((need) =>
        placeService(need.service, needsGuest, needsGuest, [need], guest, site),
      ),
      placeService(placement.service, guest, needsGuest, [], guest, site),
    ];
  });
}

/** Full name of the guest with this role. */
export function guestOf(location: string, role: string): string {
  return `${location}-${role}`;
}

function placeService(
  service: ServiceSpec<ImageName>,
  guest: string,
  needsGuest: string,
  servedNeeds: readonly NeedSpec<ImageName>[],
  consumer: string,
  site: PlacementSite,
): PlacedService {
  const routes = placeRoutes(service, site.zone);
  const resolve = (value: EnvironmentValue): string =>
    resolveEnvironmentValue(value, service, addressOf(needsGuest, site), routes);
  return {
    name: service.name,
    description: service.description,
    location: site.location,
    guest,
    containers: mapValues(service.containers, (container) =>
      placeContainer(container, resolve, site),
    ),
    volumes: service.volumes,
    routes,
    needs: Object.values(service.needs).map((need) => need.service.name),
    ports: servedNeeds.map((need) => publishNeed(need, addressOf(guest, site), consumer)),
    secrets: service.secrets,
    objectives: service.objectives,
    runbook: service.runbook,
  };
}

function placeRoutes(service: ServiceSpec<ImageName>, zone: string): readonly PlacedRoute[] {
  return service.routes.map((route) => ({
    name: `${service.name}-${route.name}`,
    service: service.name,
    hostname: `${route.subdomain}.${zone}`,
    path: route.path ?? "/",
    container: route.container,
    port: route.port,
    access: route.access,
    rateLimit: route.rateLimit,
  }));
}

function placeContainer(
  container: ContainerSpec<ImageName>,
  resolve: (value: EnvironmentValue) => string,
  site: PlacementSite,
): PlacedContainer {
  return {
    ...container,
    image: imageOf(container.image, site),
    environment: mapValues(container.environment ?? {}, resolve),
  };
}

function publishNeed(need: NeedSpec<ImageName>, address: string, consumer: string): PublishedPort {
  return {
    address,
    port: need.port,
    container: need.container,
    containerPort: need.containerPort,
    from: [consumer],
  };
}

function resolveEnvironmentValue(
  value: EnvironmentValue,
  service: ServiceSpec<ImageName>,
  needsAddress: string,
  routes: readonly PlacedRoute[],
): string {
  if (typeof value === "string") return value;
  if ("need" in value) {
    return value.part === "host" ? needsAddress : String(service.needs[value.need]?.port);
  }
  const hostname = routes.find(
    (route) => route.name === `${service.name}-${value.route}`,
  )?.hostname;
  return value.part === "hostname" ? String(hostname) : `https://${String(hostname)}/`;
}

function imageOf(name: ImageName, site: PlacementSite): string {
  return site.images[name];
}

function addressOf(guest: string, site: PlacementSite): string {
  return String(site.addresses[guest]);
}

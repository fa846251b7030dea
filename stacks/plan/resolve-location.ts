import { checked, type Checked } from "../../model/basics/checked";
import { checkCapacity } from "../../model/location/check-capacity";
import { ownedServices } from "../../model/service/owned-services";
import type { ImageName } from "../../services/images";
import type { LocationConfig } from "../config/location-config";
import { locationPlan } from "../config/location-plan";
import { checkImages } from "./check-images";
import { checkGuardedPaths } from "./check-guarded-paths";
import { checkUnique } from "./check-unique";
import { demandsOf } from "./demands";
import { collect } from "./findings";
import { flowsOf } from "./flows";
import { placeInstances } from "./instances";
import { resolveLinks } from "./links";
import type { Location } from "./location";
import type { LocationDefinition } from "./location-definition";
import { placeService } from "./place-service";
import { planGuests } from "./plan-guests";
import { plannedRoutes } from "./planned-routes";
import { checkPublishedPorts, publishEndpoints } from "./published-ports";
import { sharedNetworks } from "./shared-networks";

/** Puts every service on its guest, and follows every relation to its end. */
export function resolveLocation(
  name: string,
  config: LocationConfig,
  definition: LocationDefinition,
  hostKeys: Readonly<Record<string, string>>,
  images: Readonly<Record<ImageName, string>>,
): Checked<Location> {
  const network = locationPlan(name, config);
  const instances = placeInstances(definition.services, network);
  const owned = definition.services.flatMap(({ service }) => ownedServices(service));
  const specs = [...owned, ...definition.services.map(({ service }) => service)];
  const links = resolveLinks(instances.found, {
    all: specs.map((service) => service.name),
    owned: owned.map((service) => service.name),
  });
  const published = publishEndpoints(links.found);
  const { zones } = config.cloudflare;
  const site = { location: name, zones, images, links: links.found, published };
  const services = collect(instances.found.map((instance) => placeService(instance, site)));
  const flows = flowsOf({ ...network, services: services.found, connectors: config.connectors });
  const guests = planGuests({
    network,
    connectors: config.connectors,
    hostKeys,
    flows,
    services: services.found,
    networksOn: (guest) => sharedNetworks(guest, instances.found, links.found),
  });
  const routes = guests.found.flatMap(plannedRoutes);
  const location = { name, config, network, guests: guests.found, flows, routes, images };
  return checked(location, [
    ...checkImages(specs, images),
    ...instances.problems,
    ...links.problems,
    ...checkPublishedPorts(published),
    ...services.problems,
    ...guests.problems,
    ...checkUnique(instances.found, routes),
    ...checkGuardedPaths(routes),
    ...checkCapacity(network, demandsOf(guests.found)),
  ]);
}

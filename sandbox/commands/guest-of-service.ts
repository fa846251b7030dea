import { listOf } from "../../model/basics/list-of";
import { ownedServices } from "../../model/service/owned-services";
import { locations } from "../../stacks/locations";

/** The guest that a service is placed on; `location` says which is meant where it is at several. */
export function guestOfService(service: string, location?: string): string {
  if (location !== undefined && !(location in locations)) {
    throw new Error(
      `location: must be one of ${listOf(Object.keys(locations))}, got "${location}".`,
    );
  }
  const placed = Object.keys(locations)
    .filter((name) => location === undefined || name === location)
    .flatMap(placedAt);
  const found = placed.filter(({ name }) => name === service);
  const [only] = found;
  if (only === undefined) {
    const known = listOf([...new Set(placed.map(({ name }) => name))]);
    const where = location === undefined ? "" : ` at ${location}`;
    throw new Error(`service: must be one of ${known}${where}, got "${service}".`);
  }
  if (found.length > 1) {
    const places = listOf(found.map((each) => each.location));
    throw new Error(`service: ${service} is at ${places}. Say which with --location.`);
  }
  return only.guest;
}

function placedAt(location: string): readonly {
  readonly name: string;
  readonly location: string;
  readonly guest: string;
}[] {
  const services = locations[location]?.services ?? [];
  return services.flatMap(({ service, on, ownedOn = "data" }) => [
    { name: service.name, location, guest: `${location}-${on}` },
    ...ownedServices(service).map(({ name }) => ({
      name,
      location,
      guest: `${location}-${ownedOn}`,
    })),
  ]);
}

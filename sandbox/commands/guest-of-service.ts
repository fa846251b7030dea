import { listOf } from "../../model/basics/list-of";
import { ownedServices } from "../../model/service/owned-services";
import { locations } from "../../stacks/locations";

/** The guest that a service is placed on. */
export function guestOfService(service: string): string {
  const placed = Object.entries(locations).flatMap(([location, { services }]) =>
    services.flatMap(({ service: spec, on, ownedOn = "data" }) => [
      { name: spec.name, guest: `${location}-${on}` },
      ...ownedServices(spec).map(({ name }) => ({ name, guest: `${location}-${ownedOn}` })),
    ]),
  );
  const found = placed.find(({ name }) => name === service)?.guest;
  if (found !== undefined) return found;
  const known = listOf(placed.map(({ name }) => name));
  throw new Error(`service: must be one of ${known}, got "${service}".`);
}

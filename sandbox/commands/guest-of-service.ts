import { images } from "../../services/images";
import { placeServices } from "../../stacks/plan/place-services";
import { locations } from "../../stacks/locations";
import { addressesOf } from "./guest-connection";

/** The guest that a service of pm1 is placed on. */
export function guestOfService(service: string): string {
  const placed = placeServices(locations["pm1"]?.services ?? [], {
    location: "pm1",
    zone: "",
    images,
    addresses: addressesOf("pm1"),
  });
  const found = placed.find(({ name }) => name === service)?.guest;
  if (found !== undefined) return found;
  const known = placed
    .map(({ name }) => name)
    .sort()
    .join(", ");
  throw new Error(`service: must be one of ${known}, got "${service}".`);
}

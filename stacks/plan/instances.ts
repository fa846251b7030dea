import { listOf } from "../../model/basics/list-of";
import type { Problem } from "../../model/basics/problem";
import type { GuestPlan, LocationPlan } from "../../model/location/location-plan";
import { ownedServices } from "../../model/service/owned-services";
import type { ServiceSpec } from "../../model/service/service-spec";
import type { ImageName } from "../../services/images";
import { collect, type Findings } from "./findings";
import type { Placement } from "./location-definition";

/** A service of a location, and the guest that it runs on. */
export interface Instance {
  readonly service: ServiceSpec<ImageName>;
  readonly guest: GuestPlan;
}

/** Every service of a location on its guest: the placed ones, and before each those that it owns. */
export function placeInstances(
  placements: readonly Placement[],
  plan: LocationPlan,
): Findings<Instance> {
  return collect(placements.map((placement) => placeOne(placement, plan)));
}

function placeOne(
  { service, on, ownedOn: chosen }: Placement,
  plan: LocationPlan,
): Findings<Instance> {
  const ownedOn = chosen ?? "data";
  const owned = ownedServices(service);
  const guest = guestOf(plan, on);
  const guestOfOwned = owned.length === 0 ? guest : guestOf(plan, ownedOn);
  return {
    found: [
      ...(guestOfOwned === undefined
        ? []
        : owned.map((each) => ({ service: each, guest: guestOfOwned }))),
      ...(guest === undefined ? [] : [{ service, guest }]),
    ],
    problems: [
      ...(guest === undefined ? [noGuest(`${service.name}.on`, on, plan)] : []),
      ...(guestOfOwned === undefined && owned.length > 0
        ? [noGuest(`${service.name}.ownedOn`, ownedOn, plan)]
        : []),
      ...(chosen !== undefined && owned.length === 0 ? [ownsNothing(service.name, chosen)] : []),
    ],
  };
}

/** The guest with this role. */
function guestOf({ name, guests }: LocationPlan, role: string): GuestPlan | undefined {
  return guests.find((guest) => guest.name === `${name}-${role}`);
}

function noGuest(path: string, role: string, { name, guests }: LocationPlan): Problem {
  const roles = listOf(guests.map((guest) => guest.name.slice(name.length + 1)));
  return {
    path,
    problem: `must be the role of a guest of ${name}`,
    got: `"${role}"`,
    fix: `Use one of ${roles}, or add the guest to the stack's configuration.`,
  };
}

function ownsNothing(service: string, role: string): Problem {
  return {
    path: `${service}.ownedOn`,
    problem: "is the guest of services that it owns, and it owns none",
    got: `"${role}"`,
    fix: "Leave it out; a service that many use is placed by a line of its own.",
  };
}

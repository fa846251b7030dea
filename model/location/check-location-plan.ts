import type { Problem } from "../basics/problem";
import type { LocationPlan } from "./location-plan";
import { checkGuests } from "./check-guests";
import { checkRange } from "./check-range";
import { checkVlans } from "./check-vlans";

/** Everything that is wrong with a location's plan; paths are those of the configuration. */
export function checkLocationPlan(plan: LocationPlan): Problem[] {
  return [
    ...checkRange("location.cidr", plan.cidr, { min: 16, max: 28 }),
    ...checkVlans(plan),
    ...checkGuests(plan),
  ];
}

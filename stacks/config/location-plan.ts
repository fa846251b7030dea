import type { LocationPlan } from "../../model/location/location-plan";
import type { LocationConfig } from "./location-config";

/** The network part of a location's configuration, as the components take it. */
export function locationPlan(
  name: string,
  config: Pick<LocationConfig, "location" | "guests" | "protect" | "overcommit">,
): LocationPlan {
  return {
    name,
    cidr: config.location.cidr,
    node: config.location.node,
    overcommit: config.overcommit,
    vlans: config.location.vlans,
    guests: Object.entries(config.guests).map(([guest, plan]) => ({
      ...plan,
      name: guest,
      protect: config.protect,
    })),
  };
}

import type { LocationPlan } from "../../model/location/location-plan";
import type { LocationConfig } from "./location-config";

/** The network part of a location's configuration, as the components take it. */
export function locationPlan(
  name: string,
  config: Pick<LocationConfig, "location" | "guests" | "protect">,
): LocationPlan {
  return {
    name,
    cidr: config.location.cidr,
    node: { name: config.location.node.name, bridge: config.location.node.bridge },
    vlans: config.location.vlans,
    guests: Object.entries(config.guests).map(([guest, plan]) => ({
      ...plan,
      name: guest,
      protect: config.protect,
    })),
  };
}

import type { Problem } from "../../model/basics/problem";
import { type Flow, flowsInto } from "../../model/location/flow";
import type { GuestPlan, LocationPlan, VlanPlan } from "../../model/location/location-plan";
import type { PlacedService } from "../../model/service/placed-service";
import { hostKeyPublic } from "../config/stack-secret";
import { collect, type Findings } from "./findings";
import type { PlannedGuest } from "./location";
import type { SharedNetwork } from "./shared-networks";

/** What belongs to the guests of a location. */
export interface GuestContents {
  readonly network: LocationPlan;
  /** Names of the guests with a connector. */
  readonly connectors: readonly string[];
  /** Public SSH host key by guest. */
  readonly hostKeys: Readonly<Record<string, string>>;
  readonly flows: readonly Flow[];
  readonly services: readonly PlacedService[];
  readonly networksOn: (guest: GuestPlan) => readonly SharedNetwork[];
}

/** Every guest with all that runs on it, in the order of the configuration. */
export function planGuests(contents: GuestContents): Findings<PlannedGuest> {
  const { network } = contents;
  return collect(
    network.guests.flatMap((plan) =>
      network.vlans
        .filter(({ name }) => name === plan.vlan)
        .map((vlan) => planGuest(plan, vlan, contents)),
    ),
  );
}

function planGuest(
  plan: GuestPlan,
  vlan: VlanPlan,
  { network, connectors, hostKeys, flows, services, networksOn }: GuestContents,
): Findings<PlannedGuest> {
  const hostKey = hostKeys[plan.name];
  const here = services.filter(({ guest }) => guest === plan.name);
  const guest = {
    plan,
    vlan,
    // Without one the location is refused; what else is wrong with it shall be said with that.
    hostKey: hostKey ?? "missing",
    rules: flowsInto(plan, vlan, flows, network.guests),
    services: here,
    networks: networksOn(plan),
    routes: here.flatMap(({ routes }) => routes),
    connector: connectors.includes(plan.name),
  };
  return { found: [guest], problems: hostKey === undefined ? [noHostKey(plan, network)] : [] };
}

function noHostKey(guest: GuestPlan, { name }: LocationPlan): Problem {
  return {
    path: hostKeyPublic(guest.name),
    problem: "is missing (public half of the guest's SSH host key)",
    fix: `Run "npm run secrets -- init ${name}".`,
  };
}

import type { GuestPlan, LocationPlan } from "../../model/location/location-plan";
import { type Flow, type FlowRule, flowsInto } from "../../model/location/flow";

/** The rules into one guest. Operators always get in, or nobody could mend a missing flow. */
export function guestRules(
  guest: GuestPlan,
  flows: readonly Flow[],
  plan: LocationPlan,
): readonly FlowRule[] {
  const declared = flows.some(
    ({ from, to, protocol, port }) =>
      "gateway" in from && to === guest.name && protocol === "tcp" && port === 22,
  );
  const ssh: Flow = {
    from: { gateway: true },
    to: guest.name,
    protocol: "tcp",
    port: 22,
    why: "operators, by the management tunnel",
  };
  return flowsInto(guest, declared ? flows : [ssh, ...flows], plan);
}

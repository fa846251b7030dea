import type { Demand } from "../../model/location/check-capacity";
import { proxyResources } from "../../model/service/resources";
import type { PlannedGuest } from "./location";

/** What the containers of each guest take, its proxy included. */
export function demandsOf(
  guests: readonly PlannedGuest[],
): Readonly<Record<string, readonly Demand[]>> {
  return Object.fromEntries(
    guests.map(({ plan, services, routes }) => [
      plan.name,
      [
        ...services.flatMap(({ containers }) => Object.values(containers)),
        ...(routes.length > 0 ? [proxyResources] : []),
      ],
    ]),
  );
}

import { proxyPort } from "./flows";
import type { PlannedGuest, PlannedRoute } from "./location";

/** A guest's routes, each with the proxy that answers to it. */
export function plannedRoutes({ plan, routes }: PlannedGuest): readonly PlannedRoute[] {
  const originUrl = `http://${plan.address}:${String(proxyPort)}`;
  return routes.map((route) => ({ ...route, originUrl }));
}

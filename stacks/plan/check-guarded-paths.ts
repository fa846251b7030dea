import type { Problem } from "../../model/basics/problem";
import { accessPolicyKeys } from "../../model/account/access-policy-key";
import { addressOf } from "../../model/service/address-of";
import type { PlannedRoute } from "./location";

/**
 * Faults of names that are guarded more narrowly below some path. Access and the connector compare paths
 * letter by letter, and many services do not: what is guarded as /admin they also answer as /Admin, and
 * that is entered as the rest of the name is.
 */
export function checkGuardedPaths(routes: readonly PlannedRoute[]): Problem[] {
  return routes.flatMap((route) => {
    const wider = routes.find((other) => isBelow(route, other) && !admitsAll(route, other));
    if (wider === undefined) return [];
    return {
      path: `${route.service}.routes.${nameOf(route)}.access`,
      problem: `must admit everyone whom ${wider.service}.routes.${nameOf(wider)} admits to ${addressOf(wider)} above it`,
      got: addressOf(route),
      fix: "Give one of them a hostname of its own, or guard the whole name and open single paths of it.",
    };
  });
}

function isBelow(route: PlannedRoute, other: PlannedRoute): boolean {
  if (route.hostname !== other.hostname || route.path === other.path) return false;
  return other.path === "/" || route.path.startsWith(`${other.path}/`);
}

function admitsAll(inner: PlannedRoute, outer: PlannedRoute): boolean {
  const admitted = accessPolicyKeys(inner.access);
  return (
    admitted.includes("public") ||
    accessPolicyKeys(outer.access).every((key) => admitted.includes(key))
  );
}

/** Name of the route in its service. */
function nameOf({ name, service }: PlannedRoute): string {
  return name.slice(service.length + 1);
}

import type { Problem } from "../../model/basics/problem";
import { accessPolicyKeys } from "../../model/account/access-policy-key";
import { addressOf, type TunnelRoute } from "./tunnel-route";

/**
 * Faults of names that are guarded more narrowly below some path. Access and the connector compare paths
 * letter by letter, and many services do not: what is guarded as /admin they also answer as /Admin, and
 * that is entered as the rest of the name is.
 */
export function checkGuardedPaths(routes: readonly TunnelRoute[]): Problem[] {
  return routes.flatMap((route) => {
    const wider = routes.find((other) => isBelow(route, other) && !admitsAll(route, other));
    if (wider === undefined) return [];
    return {
      path: `routes.${route.name}.access`,
      problem: `must admit everyone whom routes.${wider.name} admits to ${addressOf(wider)} above it`,
      got: addressOf(route),
      fix: "Give one of them a hostname of its own, or guard the whole name and open single paths of it.",
    };
  });
}

function isBelow(route: TunnelRoute, other: TunnelRoute): boolean {
  if (route.hostname !== other.hostname || route.path === other.path) return false;
  return other.path === "/" || route.path.startsWith(`${other.path}/`);
}

function admitsAll(inner: TunnelRoute, outer: TunnelRoute): boolean {
  const admitted = accessPolicyKeys(inner.access);
  return (
    admitted.includes("public") ||
    accessPolicyKeys(outer.access).every((key) => admitted.includes(key))
  );
}

import type { Problem } from "../shared/problem";
import { isPublic } from "./is-public";
import { addressOf, type TunnelRoute } from "./tunnel-route";

/**
 * Faults of names that are open and guarded below some path. Access compares paths letter by letter, and
 * many services do not: what is guarded as /admin they also answer as /Admin, which is open.
 */
export function checkGuardedPaths(routes: readonly TunnelRoute[]): Problem[] {
  return routes
    .filter((route) => !isPublic(route))
    .flatMap((route) => {
      const open = routes.find((other) => isPublic(other) && isBelow(route, other));
      if (open === undefined) return [];
      return {
        path: `routes.${route.name}.access`,
        problem: `must not guard a path below ${addressOf(open)}, which routes.${open.name} opens`,
        got: addressOf(route),
        fix: "Give one of them a hostname of its own, or guard the whole name and open single paths of it.",
      };
    });
}

function isBelow(route: TunnelRoute, other: TunnelRoute): boolean {
  if (route.hostname !== other.hostname || route.path === other.path) return false;
  return other.path === "/" || route.path.startsWith(`${other.path}/`);
}

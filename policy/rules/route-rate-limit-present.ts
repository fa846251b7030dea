import type { Problem } from "../../model/basics/problem";
import { shownValue } from "../../model/basics/shown-value";
import { isDuration, toSeconds } from "../../model/basics/units";
import { resourceType } from "../facts/resource-type";
import { type RateLimitFact, type RouteFact, routesOf } from "../facts/routes";
import type { ResourceRule } from "./rule";

export const routeRateLimitPresent: ResourceRule = {
  name: "route-rate-limit-present",
  description: "Every public name has a limit on the requests of one client.",
  severity: "high",
  remediationSteps:
    "Add rateLimit to the route; webRateLimit for pages, apiRateLimit for programs.",
  types: [resourceType.composeService, resourceType.traefikProxy, resourceType.zeroTrustTunnel],
  check: (resource) => routesOf(resource).flatMap(checkRateLimit),
};

/** What is wrong with a route's rate limits: they must be there and let a finite number of requests in. */
export function checkRateLimit(route: RouteFact): readonly Problem[] {
  const { where, rateLimit, assets } = route;
  return [
    ...checkLimit(`${where}.rateLimit`, rateLimit),
    ...(assets === undefined ? [] : checkLimit(`${where}.assets.rateLimit`, assets.rateLimit)),
  ];
}

function checkLimit(path: string, limit: RateLimitFact | undefined): readonly Problem[] {
  const fix = 'Use webRateLimit, apiRateLimit, or { average: 100, burst: 200, period: "1m" }.';
  if (limit === undefined) return [{ path, problem: "is missing", fix }];
  const { period } = limit;
  return [
    // Traefik reads an average of 0 as "no limit".
    ...(["average", "burst"] as const)
      .filter((key) => !((limit[key] ?? 0) >= 1))
      .map((key) => ({
        path: `${path}.${key}`,
        problem: "must be at least 1",
        got: shownValue(limit[key]),
        fix,
      })),
    ...(isDuration(period) && toSeconds(period) > 0
      ? []
      : [{ path: `${path}.period`, problem: "must be a time", got: shownValue(period), fix }]),
  ];
}

import type { Problem } from "../model/basics/problem";
import type { RouteFact } from "./facts";
import { quote } from "./quote";
import { secondsIn } from "./seconds-in";

/** What is wrong with a route's rate limit: it must be there and let a finite number of requests in. */
export function checkRateLimit(route: RouteFact): readonly Problem[] {
  const path = `${route.where}.rateLimit`;
  const limit = route.rateLimit;
  const fix = 'Use webRateLimit, apiRateLimit, or { average: 100, burst: 200, period: "1m" }.';
  if (limit === undefined) {
    return [{ path, problem: `is missing for ${route.hostname}${route.path}`, fix }];
  }
  return [
    // Traefik reads an average of 0 as "no limit".
    ...(["average", "burst"] as const)
      .filter((key) => !((limit[key] ?? 0) >= 1))
      .map((key) => ({
        path: `${path}.${key}`,
        problem: "must be at least 1",
        got: quote(limit[key]),
        fix,
      })),
    ...(secondsIn(limit.period) === undefined
      ? [{ path: `${path}.period`, problem: "must be a time", got: quote(limit.period), fix }]
      : []),
  ];
}

import type { PlacedRoute } from "../../model/service/placed-service";
import type { Problem } from "../../model/basics/problem";
import { toSeconds } from "../../model/basics/units";

const hostnamePattern = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/;
const pathPattern = /^\/$|^(\/[A-Za-z0-9._~-]+)+$/;

/** Faults between the routes of one guest, and in what Traefik would take silently. */
export function checkEdgeRoutes(
  routes: readonly PlacedRoute[],
  connectors: readonly string[],
): Problem[] {
  return [
    ...(connectors.length === 0 ? [noConnectors] : []),
    ...routes.flatMap(checkRoute),
    ...repeated(routes, (route) => route.name).map((route) => ({
      path: `routes.${route.name}`,
      problem: "is declared twice",
      fix: "Give each route of a service a name of its own.",
    })),
    ...repeated(routes, (route) => route.hostname + route.path).map((route) => ({
      path: `routes.${route.name}`,
      problem: "takes the public name and path of another route",
      got: route.hostname + route.path,
      fix: "Give one of them another subdomain or path.",
    })),
  ];
}

const noConnectors: Problem = {
  path: "connectors",
  problem: "must name at least one address",
  got: "none",
  fix: "Name the guests that run the tunnel's connectors.",
};

function checkRoute(route: PlacedRoute): readonly Problem[] {
  const path = `routes.${route.name}`;
  const { average, burst, period } = route.rateLimit;
  const limit = `${String(average)}/${String(burst)}/${period}`;
  return [
    ...(hostnamePattern.test(route.hostname)
      ? []
      : [
          {
            path: `${path}.hostname`,
            problem: "must be a public name in lower case",
            got: route.hostname,
            fix: "Write it like app.example.org.",
          },
        ]),
    ...(pathPattern.test(route.path)
      ? []
      : [
          {
            path: `${path}.path`,
            problem: "must be / or start with / and not end with it",
            got: route.path,
            fix: "Write it like /webhook.",
          },
        ]),
    // To Traefik an average of 0 means no limit at all.
    ...(Number.isInteger(average) && average > 0 && burst >= average && toSeconds(period) > 0
      ? []
      : [
          {
            path: `${path}.rateLimit`,
            problem: "must be a whole average above 0, a burst not below it, and a period",
            got: limit,
            fix: "Use webRateLimit or apiRateLimit.",
          },
        ]),
  ];
}

/** Every second and later one of those with the same key. */
function repeated(
  routes: readonly PlacedRoute[],
  key: (route: PlacedRoute) => string,
): readonly PlacedRoute[] {
  const seen = new Set<string>();
  return routes.filter((route) => {
    const known = seen.has(key(route));
    seen.add(key(route));
    return known;
  });
}

import type { Problem } from "../basics/problem";
import { toSeconds } from "../basics/units";
import { checkPort } from "./check-port";
import { checkReferences } from "./check-references";
import type { RouteSpec } from "./route-spec";
import type { ServiceSpec } from "./service-spec";

const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const path = /^\/$|^(\/(?!\.{1,2}(\/|$))[A-Za-z0-9._~-]+)+$/;

/** Faults of a service's routes, each by itself. */
export function checkRoutes(service: ServiceSpec): readonly Problem[] {
  const routes = service.routes ?? [];
  return [
    ...routes.flatMap((route) => [
      ...checkReferences(
        `${service.name}.routes.${route.name}`,
        [["container", route.container]],
        "containers",
        Object.keys(service.containers),
      ),
      ...checkPort(`${service.name}.routes.${route.name}.port`, route.port),
      ...checkText(service, route),
      ...checkRateLimit(service, route),
    ]),
    ...routes
      .filter(({ name }, index) => routes.findIndex((other) => other.name === name) < index)
      .map(({ name }) => ({
        path: `${service.name}.routes.${name}`,
        problem: "is declared twice",
        fix: "Give each route of a service a name of its own.",
      })),
  ];
}

function checkText(service: ServiceSpec, route: RouteSpec): readonly Problem[] {
  const at = `${service.name}.routes.${route.name}`;
  return [
    ...(label.test(route.name)
      ? []
      : [
          {
            path: `${at}.name`,
            problem: "must be lower-case letters, digits and dashes",
            got: `"${route.name}"`,
            fix: "Rename the route.",
          },
        ]),
    ...(label.test(route.subdomain)
      ? []
      : [
          {
            path: `${at}.subdomain`,
            problem: "must be one label below the zone, of lower-case letters, digits and dashes",
            got: `"${route.subdomain}"`,
            fix: "Write one label without a dot: the zone's certificate covers no more.",
          },
        ]),
    ...(path.test(route.path ?? "/")
      ? []
      : [
          {
            path: `${at}.path`,
            problem: 'must be "/" or plain segments without a slash at the end',
            got: `"${String(route.path)}"`,
            fix: "Write it like /hook or /api/v1.",
          },
        ]),
  ];
}

function checkRateLimit(service: ServiceSpec, route: RouteSpec): readonly Problem[] {
  const { average, burst, period } = route.rateLimit;
  // To Traefik an average of 0 means no limit at all.
  if (Number.isInteger(average) && average > 0 && burst >= average && toSeconds(period) > 0) {
    return [];
  }
  return [
    {
      path: `${service.name}.routes.${route.name}.rateLimit`,
      problem: "must be a whole average above 0, a burst not below it, and a period",
      got: `${String(average)}/${String(burst)}/${period}`,
      fix: "Use webRateLimit or apiRateLimit.",
    },
  ];
}

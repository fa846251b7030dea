import type { Problem } from "../basics/problem";
import { toSeconds } from "../basics/units";
import { checkPort } from "./check-port";
import { checkReferences } from "./check-references";
import type { RateLimit } from "./rate-limit";
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
      ...checkRateLimit(`${service.name}.routes.${route.name}`, route.rateLimit),
      ...checkAssets(service, route),
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

function checkAssets(
  service: ServiceSpec,
  { name, path: own = "/", assets }: RouteSpec,
): Problem[] {
  if (assets === undefined) return [];
  const at = `${service.name}.routes.${name}.assets`;
  const above = own === "/" ? own : `${own}/`;
  return [
    ...assets.paths
      .filter((each) => each === "/" || !path.test(each) || !each.startsWith(above))
      .map((each) => ({
        path: `${at}.paths`,
        problem: `must be plain segments below ${own} without a slash at the end`,
        got: `"${each}"`,
        fix: `Write it like ${above}assets.`,
      })),
    ...checkRateLimit(at, assets.rateLimit),
  ];
}

function checkRateLimit(at: string, { average, burst, period }: RateLimit): readonly Problem[] {
  // To Traefik an average of 0 means no limit at all.
  if (Number.isInteger(average) && average > 0 && burst >= average && toSeconds(period) > 0) {
    return [];
  }
  return [
    {
      path: `${at}.rateLimit`,
      problem: "must be a whole average above 0, a burst not below it, and a period",
      got: `${String(average)}/${String(burst)}/${period}`,
      fix: "Use webRateLimit, apiRateLimit or, for assets, assetRateLimit.",
    },
  ];
}

import type { Resource } from "../facts/resource";
import { proxyRoutersOf } from "../facts/release-files";
import { shownValue } from "../../model/basics/shown-value";
import { resourceType } from "../facts/resource-type";
import { type RouteFact, routesOf } from "../facts/routes";
import { checkRateLimit } from "./route-rate-limit-present";
import type { StackRule, Violation } from "./rule";

export const routeRateLimitAttached: StackRule = {
  name: "route-rate-limit-attached",
  description:
    "Every public name of a tunnel ends at a proxy whose own configuration applies the limit.",
  severity: "high",
  remediationSteps:
    "Give the proxy and the tunnel of a location the same routes, and let TraefikProxy render them.",
  checkStack: (resources) => {
    const proxies = resources.filter(({ type }) => type === resourceType.traefikProxy);
    const tunnels = resources.filter(({ type }) => type === resourceType.zeroTrustTunnel);
    return [
      ...tunnels.flatMap((tunnel) => checkTunnel(tunnel, proxies.flatMap(routesOf))),
      ...proxies.flatMap((proxy) => checkProxy(proxy, resources)),
    ];
  },
};

function checkTunnel(tunnel: Resource, proxyRoutes: readonly RouteFact[]): readonly Violation[] {
  return routesOf(tunnel)
    .filter(
      (route) =>
        !proxyRoutes.some(
          (served) =>
            served.hostname === route.hostname &&
            served.path === route.path &&
            checkRateLimit(served).length === 0,
        ),
    )
    .map((route) => ({
      resource: tunnel,
      problem: {
        path: route.where,
        problem: "must be served by a TraefikProxy route with a rate limit",
        got: shownValue(`${route.hostname}${route.path}`),
        fix: "Give the same route to the TraefikProxy of the guest that serves it.",
      },
    }));
}

/** What the proxy says it serves is not proof; what its Traefik reads is. */
function checkProxy(proxy: Resource, resources: readonly Resource[]): readonly Violation[] {
  const routers = resources
    .filter(({ type, parent }) => type === resourceType.composeService && parent?.urn === proxy.urn)
    .flatMap(proxyRoutersOf);
  const unserved = routesOf(proxy).filter(
    ({ hostname }) => !routers.some(({ rule }) => rule.includes(`\`${hostname}\``)),
  );
  return [
    ...unserved.map(({ where, hostname }) => ({
      resource: proxy,
      problem: {
        path: where,
        problem: "must have a router in the configuration that Traefik reads",
        got: shownValue(hostname),
        fix: "Render the configuration from the same routes.",
      },
    })),
    ...routers
      .filter(({ limits }) => !limits.some(({ average = 0 }) => average >= 1))
      .map(({ name, rule }) => ({
        resource: proxy,
        problem: {
          path: `http.routers.${name}.middlewares`,
          problem: "must name a middleware that limits the rate of its requests",
          got: shownValue(rule),
          fix: "Attach the route's rate limit to its router.",
        },
      })),
  ];
}

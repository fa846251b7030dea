import { stringify } from "yaml";

import type { PlacedRoute } from "../../model/service/placed-service";
import { forwardedHeaders } from "./forwarded-headers";

/** Behind a tunnel every request comes from a connector: this header says who the client is. */
const clientHeader = "Cf-Connecting-Ip";

const securityHeaders = {
  // TLS ends at Cloudflare; what arrives here is plain HTTP and must get the header all the same.
  forceSTSHeader: true,
  stsSeconds: 31_536_000,
  stsIncludeSubdomains: true,
  contentTypeNosniff: true,
  customFrameOptionsValue: "SAMEORIGIN",
  referrerPolicy: "strict-origin-when-cross-origin",
  permissionsPolicy: "camera=(), microphone=(), geolocation=()",
  // An empty value removes the header: what a service runs on is nobody's business.
  customResponseHeaders: { Server: "", "X-Powered-By": "" },
};

/**
 * Routers, limits and backends of a guest's routes. Traefik watches this file: a new route needs no
 * restart. Without routes it still refuses everyone but the connectors.
 */
export function renderDynamicConfig(
  routes: readonly PlacedRoute[],
  connectors: readonly string[],
): string {
  const sorted = [...routes].sort((a, b) => a.name.localeCompare(b.name));
  return stringify(
    {
      http: {
        ...(sorted.length > 0 && {
          routers: byName(sorted, (route) => ({
            entryPoints: ["web"],
            rule: renderRule(route, isDivided(route.hostname, sorted)),
            // The longest path wins.
            priority: route.path.length,
            middlewares: [
              "connectors-only",
              `${route.name}-forwarded-headers`,
              "security-headers",
              `${route.name}-rate-limit`,
            ],
            service: route.name,
          })),
        }),
        middlewares: {
          "connectors-only": { ipAllowList: { sourceRange: connectors } },
          "security-headers": { headers: securityHeaders },
          ...Object.fromEntries(
            sorted.map(({ name, hostname }) => [
              `${name}-forwarded-headers`,
              { headers: { customRequestHeaders: forwardedHeaders(hostname) } },
            ]),
          ),
          ...Object.fromEntries(
            sorted.map(({ name, rateLimit: { average, burst, period } }) => [
              `${name}-rate-limit`,
              {
                rateLimit: {
                  average,
                  burst,
                  period,
                  sourceCriterion: { requestHeaderName: clientHeader },
                },
              },
            ]),
          ),
        },
        ...(sorted.length > 0 && {
          services: byName(sorted, (route) => ({
            loadBalancer: { servers: [{ url: backendOf(route) }] },
          })),
        }),
      },
    },
    { lineWidth: 0, aliasDuplicateObjects: false },
  );
}

/**
 * Paths that two programs may read as two different ones: with dot segments, double slashes, slashes in
 * disguise, control characters. Access, the connector, Traefik and the service each have a reading of
 * their own. Traefik compares this with a path in which only reserved characters are still encoded.
 */
const ambiguousPath = String.raw`(?i)//|\\|%2f|%5c|[[:cntrl:]]|/\.{1,2}([/;]|%3b|$)`;

/** True where a name is entered differently below some path. */
function isDivided(hostname: string, routes: readonly PlacedRoute[]): boolean {
  return routes.some((route) => route.hostname === hostname && route.path !== "/");
}

function renderRule({ hostname, path }: PlacedRoute, divided: boolean): string {
  return [
    `Host(\`${hostname}\`)`,
    // `PathPrefix` compares letters: /webhook would let /webhook-test in.
    ...(path === "/" ? [] : [`(Path(\`${path}\`) || PathPrefix(\`${path}/\`))`]),
    // Else /webhook/../rest would enter as a webhook, without login, and arrive as /rest.
    ...(divided ? [`!PathRegexp(\`${ambiguousPath}\`)`] : []),
  ].join(" && ");
}

function backendOf({ service, container, port }: PlacedRoute): string {
  return `http://${service}-${container}:${String(port)}`;
}

function byName<To>(
  routes: readonly PlacedRoute[],
  render: (route: PlacedRoute) => To,
): Record<string, To> {
  return Object.fromEntries(routes.map((route) => [route.name, render(route)]));
}

import { stringify } from "yaml";

import type { PlacedRoute } from "../../model/service/placed-service";
import type { RateLimit } from "../../model/service/rate-limit";
import { forwardedHeaders } from "./forwarded-headers";
import { renderRule } from "./router-rule";

/**
 * Who a client is. Behind a tunnel every request comes from a connector; Cloudflare adds the visitor's address
 * at the end of X-Forwarded-For, whatever stood there before. Cf-Connecting-Ip says the same, but a header
 * is compared as text, and anybody with IPv6 has 2^64 addresses in a /64.
 */
const client = { ipStrategy: { depth: 1, ipv6Subnet: 64 } };

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
          routers: Object.fromEntries(sorted.flatMap((route) => routersOf(route, sorted))),
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
          ...Object.fromEntries(sorted.flatMap(limitsOf)),
        },
        ...(sorted.length > 0 && {
          services: Object.fromEntries(
            sorted.map((route) => [
              route.name,
              { loadBalancer: { servers: [{ url: backendOf(route) }] } },
            ]),
          ),
        }),
      },
    },
    { lineWidth: 0, aliasDuplicateObjects: false },
  );
}

/** An entry of one of Traefik's tables. */
type Named = readonly [name: string, entry: object];

/** The router of a route, and that of its files: the same way with another limit. */
function routersOf(route: PlacedRoute, routes: readonly PlacedRoute[]): readonly Named[] {
  const { name, hostname, path, assets } = route;
  // A name that is entered differently below some path.
  const divided = routes.some((other) => other.hostname === hostname && other.path !== "/");
  const router = (limited: string, rule: string, priority: number): Named => [
    limited,
    {
      entryPoints: ["web"],
      rule,
      priority,
      middlewares: [
        "connectors-only",
        `${name}-forwarded-headers`,
        "security-headers",
        `${limited}-rate-limit`,
      ],
      service: name,
    },
  ];
  // The longest path of a route wins, and only then its files: never over another route's path, which
  // Access may guard differently.
  const priority = 2 * path.length;
  return [
    router(name, renderRule(route, { divided }), priority),
    ...(assets === undefined
      ? []
      : [router(assetsOf(name), renderRule(route, { divided, assets }), priority + 1)]),
  ];
}

/** With a dot, which no route's name has: a route may well be called `editor-assets`. */
function assetsOf(name: string): string {
  return `${name}.assets`;
}

function limitsOf({ name, rateLimit, assets }: PlacedRoute): readonly Named[] {
  const limit = (limited: string, { average, burst, period }: RateLimit): Named => [
    `${limited}-rate-limit`,
    { rateLimit: { average, burst, period, sourceCriterion: client } },
  ];
  return [
    limit(name, rateLimit),
    ...(assets === undefined ? [] : [limit(assetsOf(name), assets.rateLimit)]),
  ];
}

function backendOf({ service, container, port }: PlacedRoute): string {
  return `http://${service}-${container}:${String(port)}`;
}

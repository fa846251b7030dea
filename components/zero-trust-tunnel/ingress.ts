import { isPublic } from "./is-public";
import type { TunnelRoute } from "./tunnel-route";

/** One line of the table that a connector serves; `audience` is the route's Access application. */
export interface IngressRule<Audience> {
  readonly hostname?: string;
  /** Regular expression that the request's path must match. */
  readonly path?: string;
  readonly service: string;
  readonly originRequest?: {
    readonly access: {
      readonly required: true;
      readonly teamName: string;
      readonly audTags: readonly Audience[];
    };
  };
}

/**
 * The table of a tunnel: the first match counts, so longer paths come first, and what no route names
 * is 404. Where Access guards a route the connector asks for its token too: a caller that reaches
 * the tunnel around Access is refused.
 */
export function renderIngress<Audience>(
  routes: readonly (TunnelRoute & { readonly audience: Audience })[],
  teamName: string,
): readonly IngressRule<Audience>[] {
  const rules = [...routes].sort(byHostnameThenLongestPath).map((route) => ({
    hostname: route.hostname,
    ...(route.path === "/" ? {} : { path: renderPathPattern(route.path) }),
    service: route.originUrl,
    ...(isPublic(route)
      ? {}
      : {
          originRequest: {
            access: { required: true as const, teamName, audTags: [route.audience] },
          },
        }),
  }));
  return [...rules, { service: "http_status:404" }];
}

/** `/hook` matches `/hook` and `/hook/…`, not `/hooks`. */
export function renderPathPattern(path: string): string {
  return `^${path.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?:/|$)`;
}

function byHostnameThenLongestPath(a: TunnelRoute, b: TunnelRoute): number {
  return (
    compare(a.hostname, b.hostname) || b.path.length - a.path.length || compare(a.path, b.path)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

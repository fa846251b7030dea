import type { PlacedRoute } from "../../model/service/placed-service";
import type { StaticAssets } from "../../model/service/static-assets";

/**
 * Paths that two programs may read as two different ones: with dot segments, double slashes, slashes in
 * disguise, control characters. Access, the connector, Traefik and the service each have a reading of
 * their own. Traefik compares this with a path in which only reserved characters are still encoded.
 */
const ambiguousPath = String.raw`(?i)//|\\|%2f|%5c|[[:cntrl:]]|/\.{1,2}([/;]|%3b|$)`;

/** What a router takes of a name's requests. */
export interface Part {
  /** Whether the name is entered differently below some path. */
  readonly divided: boolean;
  /** Only these files. */
  readonly assets?: StaticAssets;
}

/** Traefik's rule for a route, or for its files alone. */
export function renderRule(
  { hostname, path }: Pick<PlacedRoute, "hostname" | "path">,
  { divided, assets }: Part,
): string {
  return [
    `Host(\`${hostname}\`)`,
    ...(path === "/" ? [] : [`(${below(path)})`]),
    ...(assets === undefined
      ? []
      : ["(Method(`GET`) || Method(`HEAD`))", `(${assets.paths.map(below).join(" || ")})`]),
    // Else /webhook/../rest would enter as a webhook, without login, and arrive as /rest; and /assets/../rest
    // would be limited as a file and arrive as a call.
    ...(divided || assets !== undefined ? [`!PathRegexp(\`${ambiguousPath}\`)`] : []),
  ].join(" && ");
}

/** `PathPrefix` compares letters: /webhook would let /webhook-test in. */
function below(path: string): string {
  return `Path(\`${path}\`) || PathPrefix(\`${path}/\`)`;
}

import type { TunnelRoute } from "./tunnel-route";

/** True where anyone may enter, and something other than Access guards the route. */
export function isPublic({ access }: Pick<TunnelRoute, "access">): boolean {
  return access.kind === "public";
}

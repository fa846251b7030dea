import type { PlacedRoute } from "./placed-service";

/** `n8n.example.org`, or `n8n.example.org/webhook` for a path. */
export function addressOf({ hostname, path }: Pick<PlacedRoute, "hostname" | "path">): string {
  return path === "/" ? hostname : `${hostname}${path}`;
}

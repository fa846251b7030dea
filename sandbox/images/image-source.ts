import type { ImageName } from "../../services/images";
import type { ImageSource } from "./image-to-build";
import { buildN8nContext } from "./n8n-context";
import type { StandIn } from "./stand-in";
import { buildTraefikContext } from "./traefik-context";

/** How a service's image is built from packages. */
export interface Recipe extends ImageSource {
  /** `registry/repository:tag` of what it builds, where that is not what production runs. */
  readonly reference?: string;
}

/** A service's image where it cannot be pulled: built, stood in for when that fails, or one of the two. */
export type ServiceImageSource =
  | { readonly recipe: Recipe; readonly standIn?: StandIn }
  | { readonly recipe?: undefined; readonly standIn: StandIn };

/** One for every name of the image lock. Nothing stands in for a database: what needs it would fail. */
export const serviceSources: Readonly<Record<ImageName, ServiceImageSource>> = {
  n8n: {
    recipe: { name: "n8n", prepare: buildN8nContext },
    standIn: {
      ports: [5678],
      healthy: ["/healthz/readiness", "/rest/settings"],
      user: "1000:1000",
      volumes: ["/home/node/.n8n"],
    },
  },
  postgres: { recipe: { name: "postgres", reference: "docker.io/library/postgres:17" } },
  redis: { recipe: { name: "redis", reference: "docker.io/library/redis:8" } },
  traefik: {
    recipe: { name: "traefik", prepare: buildTraefikContext },
    standIn: { ports: [80, 8_000], healthy: ["/ping"], program: "traefik" },
  },
};

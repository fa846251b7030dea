import type { ImageName } from "../../services/images";
import type { ImageSource } from "./image-to-build";
import { buildN8nContext } from "./n8n-context";
import { buildTraefikContext } from "./traefik-context";

/** How a service's image is built from packages. */
export interface Recipe extends ImageSource {
  /** `registry/repository:tag` of what it builds, where that is not what production runs. */
  readonly reference?: string;
}

/** Images whose real program can be built here; of any other a stand-in follows from the services that use it. */
export const recipes: Readonly<Partial<Record<ImageName, Recipe>>> = {
  n8n: { name: "n8n", prepare: buildN8nContext },
  postgres: { name: "postgres", reference: "docker.io/library/postgres:17" },
  redis: { name: "redis", reference: "docker.io/library/redis:8" },
  traefik: { name: "traefik", prepare: buildTraefikContext },
};

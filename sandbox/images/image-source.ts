import { join } from "node:path";

import { edgePort } from "../../components/traefik-edge/static-config";
import type { ImageName } from "../../services/images";
import { buildN8nContext } from "./n8n-context";
import type { StandIn } from "./stand-in";
import { buildTraefikContext } from "./traefik-context";

/** What a build says while it runs. */
export type BuildReport = (line: string) => void;

/** A path on this machine -> its name in the build's context. */
export type BuildContext = Readonly<Record<string, string>>;

/** An image that is built here where it cannot be pulled. */
export interface ImageSource {
  /** Last part of its name, and of the folder with its Dockerfile. */
  readonly name: string;
  /** Larger inputs that are made first and kept in the cache. */
  readonly prepare?: (report: BuildReport) => Promise<BuildContext>;
  readonly labels?: Readonly<Record<string, string>>;
}

/** Folder of a source's Dockerfile. */
export function folderOf({ name }: ImageSource): string {
  return join(__dirname, name);
}

/** The machines that the world is made of. */
export const machineSources = {
  guest: { name: "guest" },
  registry: { name: "registry" },
} as const satisfies Readonly<Record<string, ImageSource>>;

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
    standIn: { ports: [80, edgePort], healthy: ["/ping"], program: "traefik" },
  },
};

import { join } from "node:path";

import type { ImageName } from "../../services/images";
import { buildN8nContext } from "./n8n-context";
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

/** A service image: what it is called upstream, and how it is made here. */
export interface ServiceImageSource extends ImageSource {
  /** `registry/repository:tag`; compose files keep this name. */
  readonly reference: string;
  readonly kind: "built from packages" | "stand-in";
}

/** One for every name of the image lock. */
export const serviceSources: Readonly<Record<ImageName, ServiceImageSource>> = {
  n8n: {
    name: "n8n",
    reference: "docker.n8n.io/n8nio/n8n:1.123.0",
    kind: "built from packages",
    prepare: buildN8nContext,
  },
  postgres: {
    name: "postgres",
    reference: "docker.io/library/postgres:17",
    kind: "built from packages",
  },
  redis: { name: "redis", reference: "docker.io/library/redis:8", kind: "built from packages" },
  traefik: {
    name: "traefik",
    reference: "docker.io/library/traefik:v3.6.0",
    kind: "built from packages",
    prepare: buildTraefikContext,
  },
};

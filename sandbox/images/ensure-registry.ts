import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { cacheDirectory, ownLabel, registry, stateDirectory, wan } from "@moco-sandbox/world";
import { docker, inspect } from "@moco-sandbox/world/docker-command";

/** A file on the world's artifact server, as a stack's configuration names it. */
export interface Artifact {
  readonly url: string;
  readonly sha256: string;
}

const artifactDirectory = join(stateDirectory, "artifacts");

/** The registry that guests pull from by digest, and the web server that they download from. */
export async function ensureRegistry(image: string): Promise<void> {
  const format = "{{.State.Running}} {{.Config.Image}}";
  if ((await inspect("container", registry.container, format)) !== `true ${image}`) {
    await removeRegistry();
    mkdirSync(artifactDirectory, { recursive: true });
    await docker(renderRegistryRun(image));
  }
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const answer = await fetch(`http://${registry.publishedAddress}/v2/`).catch(() => undefined);
    if (answer?.ok === true) return;
    await sleep(100);
  }
  throw new Error(`registry: it does not answer. See "docker logs ${registry.container}".`);
}

/** Arguments of `docker` that start the registry; what was pushed is kept in the cache. */
export function renderRegistryRun(image: string): readonly string[] {
  return [
    ...["run", "--detach", "--name", registry.container, "--restart", "unless-stopped"],
    ...["--label", `${ownLabel}=true`],
    ...["--network", wan.network, "--ip", wan.registry],
    ...["--publish", `${registry.publishedAddress}:80`],
    ...["--volume", `${join(cacheDirectory, "registry")}:/var/lib/docker-registry`],
    ...["--volume", `${artifactDirectory}:/srv/artifacts:ro`],
    image,
  ];
}

/** Takes the registry away; what was pushed stays in the cache. */
export async function removeRegistry(): Promise<void> {
  const format = `{{index .Config.Labels "${ownLabel}"}}`;
  const label = await inspect("container", registry.container, format);
  if (label === undefined) return;
  if (label === "") {
    throw new Error(
      `registry: container ${registry.container} must be the sandbox's, got one without its label. Rename or remove it.`,
    );
  }
  await docker(["rm", "--force", registry.container]);
}

/** Puts a file where guests and nodes download from. */
export function publishArtifact(path: string, name: string): Artifact {
  mkdirSync(artifactDirectory, { recursive: true });
  copyFileSync(path, join(artifactDirectory, name));
  return {
    url: `http://${wan.registry}/artifacts/${name}`,
    sha256: createHash("sha256").update(readFileSync(path)).digest("hex"),
  };
}

import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { cachedFolder } from "@moco-sandbox/world/content-cache";

import type { ImageSource } from "./image-to-build";

/** What answers in place of an image that could not be made: as much of it as a release looks at. */
export interface StandIn {
  /** Where it answers; a health check without an address asks the first. */
  readonly ports: readonly [number, ...number[]];
  /** Answered with 200; anything else gets 503 and the reason. */
  readonly healthy: readonly [`/${string}`, ...`/${string}`[]];
  /** Program of the image's own that its health check runs; wget and curl are there anyway. */
  readonly program?: string;
  /** Numbers of user and group, where upstream's image is not root's. */
  readonly user?: `${number}:${number}`;
  readonly volumes?: readonly string[];
}

/** On every stand-in, with the reason; on no other image. */
export const standInLabel = "moco.stand-in";

/** A stand-in as an image to build: the base and one small program. */
export function standInSource(name: string, standIn: StandIn, reason: string): ImageSource {
  const files = {
    Dockerfile: renderStandInDockerfile(standIn),
    facts: renderStandInFacts(name, standIn, reason),
  };
  return {
    name: "stand-in",
    labels: { [standInLabel]: reason },
    prepare: async () => {
      const folder = await cachedFolder("stand-in", Object.values(files), (target) => {
        for (const [file, text] of Object.entries(files)) writeFileSync(join(target, file), text);
        return Promise.resolve();
      });
      return Object.fromEntries(Object.keys(files).map((file) => [join(folder, file), file]));
    },
  };
}

/** Upstream's port, user and volumes around the program that answers. */
export function renderStandInDockerfile(standIn: StandIn): string {
  const { ports, program, user, volumes = [] } = standIn;
  const programs = ["wget", "curl", ...(program === undefined ? [] : [program])];
  const [owner = "0", group = "0"] = user?.split(":") ?? [];
  const commands = [
    "chmod 755 /usr/local/bin/stand-in",
    ...programs.map((link) => `ln -s stand-in /usr/local/bin/${link}`),
    ...volumes.map((path) => `install -d -o ${owner} -g ${group} ${path}`),
  ];
  return [
    "ARG BASE",
    "FROM ${BASE}",
    "COPY stand-in /usr/local/bin/stand-in",
    "COPY facts /etc/stand-in",
    `RUN ${commands.join(" && ")}`,
    ...(user === undefined ? [] : [`USER ${user}`]),
    ...(volumes.length === 0 ? [] : [`VOLUME ${JSON.stringify(volumes)}`]),
    `EXPOSE ${ports.join(" ")}`,
    'ENTRYPOINT ["/usr/local/bin/stand-in"]',
    "",
  ].join("\n");
}

/** What the program reads: a word and its value on each line. */
export function renderStandInFacts(
  name: string,
  { ports, healthy }: StandIn,
  reason: string,
): string {
  return [
    `name ${name}`,
    ...ports.map((port) => `port ${String(port)}`),
    ...healthy.map((path) => `healthy ${path}`),
    `reason ${reason}`,
    "",
  ].join("\n");
}

import { writeFileSync } from "node:fs";
import { join, posix } from "node:path";

import { cachedFolder } from "@moco-sandbox/world/content-cache";

import { shellWord } from "../../model/basics/shell-word";
import type { ImageSource } from "./image-to-build";

/** What answers in place of an image that could not be made: as much of it as a release looks at. */
export interface StandIn {
  /** Where it answers; one without any only runs. */
  readonly ports: readonly number[];
  /** Answered with 200; anything else gets 503 and the reason. */
  readonly healthy: readonly string[];
  /** Programs that health checks of the image's own run: they succeed while the stand-in serves. */
  readonly programs: readonly string[];
  /** Numbers of user and group. */
  readonly user: `${number}:${number}`;
  /** Mount points, each with its owner. */
  readonly volumes: Readonly<Record<string, `${number}:${number}`>>;
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

/** What health checks may run that are no command of the image's own. */
const clients = ["wget", "curl", "nc"];

/** The services' ports, user and volumes around the program that answers. */
export function renderStandInDockerfile(standIn: StandIn): string {
  const { ports, programs, user, volumes } = standIn;
  const commands = [
    "chmod 755 /usr/local/bin/stand-in",
    ...Object.entries(volumes).map(([path, owner]) => {
      const [uid = "", gid = ""] = owner.split(":");
      return `install -d -o ${uid} -g ${gid} ${shellWord(path)}`;
    }),
    // Last of all: one of them may be the shell.
    ...[...new Set([...clients, ...programs].map(pathOf))].map(
      (path) =>
        `install -d ${shellWord(posix.dirname(path))} && ln -sf /usr/local/bin/stand-in ${shellWord(path)}`,
    ),
  ];
  const paths = Object.keys(volumes);
  return [
    "ARG BASE",
    "FROM ${BASE}",
    "COPY stand-in /usr/local/bin/stand-in",
    "COPY facts /etc/stand-in",
    `RUN ${commands.join(" && ")}`,
    `USER ${user}`,
    ...(paths.length === 0 ? [] : [`VOLUME ${JSON.stringify(paths)}`]),
    ...(ports.length === 0 ? [] : [`EXPOSE ${ports.join(" ")}`]),
    'ENTRYPOINT ["/usr/local/bin/stand-in"]',
    "",
  ].join("\n");
}

/** Before everything else on PATH, unless it names its own place. */
function pathOf(program: string): string {
  return program.startsWith("/") ? program : `/usr/local/bin/${program}`;
}

/** What the program reads: a word and its value on each line. */
export function renderStandInFacts(
  name: string,
  { ports, healthy, programs }: StandIn,
  reason: string,
): string {
  return [
    `name ${name}`,
    ...ports.map((port) => `port ${String(port)}`),
    ...healthy.map((path) => `healthy ${path}`),
    ...programs.map((program) => `program ${pathOf(program)}`),
    `reason ${reason}`,
    "",
  ].join("\n");
}

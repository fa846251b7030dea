import type { Problem } from "../basics/problem";
import type { ServiceSpec } from "./service-spec";

/** What each part must say, and why. */
const required = {
  service: {
    description: "One sentence for the person who is paged for it.",
    containers: "Say what runs.",
    objectives: "Say what people may expect of it.",
    runbook: "Say where it is written what to do when it fails.",
  },
  container: {
    image: "Name a line of services/images.ts.",
    user: "Say as whom it runs.",
    healthcheck: "Say how to find out that it works.",
    limits: "Say what it may take at most.",
    reservations: "Say what it needs on an ordinary day.",
  },
  amounts: { cpus: "Say how many CPU cores.", memory: "Say how much memory." },
  objectives: {
    availability: "Say what share of a month it answers.",
    rto: "Say how soon it is back.",
    rpo: "Say how much data may be lost.",
  },
  volume: { backup: "Plan its backup, or say why it needs none." },
  route: {
    subdomain: "Write its label below the zone.",
    container: "Say which container answers.",
    port: "Say on which port of the container.",
    access: "Say who may enter: login, serviceToken or publicAccess.",
    rateLimit: "Say how often one client may ask: webRateLimit or apiRateLimit.",
  },
} as const;

/**
 * What the types demand, once more: Pulumi reads the program without a type check, and what is missing would
 * end in a stack trace.
 */
export function checkComplete(service: ServiceSpec): readonly Problem[] {
  const { name, containers, volumes, routes = [], needs = {}, objectives } = service;
  return [
    ...missing(name, service, required.service),
    ...partsOf(name, { objectives }, required.objectives),
    ...partsOf(`${name}.containers`, containers, required.container),
    ...Object.entries({ ...containers }).flatMap(([container, { limits, reservations }]) =>
      partsOf(`${name}.containers.${container}`, { limits, reservations }, required.amounts),
    ),
    ...partsOf(`${name}.volumes`, volumes, required.volume),
    ...routes.flatMap((route) => missing(`${name}.routes.${route.name}`, route, required.route)),
    ...Object.values(needs).flatMap((need) =>
      need.kind === "own" ? checkComplete(need.service) : [],
    ),
  ];
}

/** What is missing in parts that are there; that one is missing itself is said by what it is a part of. */
function partsOf(
  path: string,
  parts: Readonly<Record<string, unknown>> | undefined,
  members: Readonly<Record<string, string>>,
): readonly Problem[] {
  return Object.entries(parts ?? {})
    .filter(([, part]) => part !== undefined)
    .flatMap(([name, part]) => missing(`${path}.${name}`, part, members));
}

function missing(
  path: string,
  part: unknown,
  members: Readonly<Record<string, string>>,
): readonly Problem[] {
  const known: Readonly<Record<string, unknown>> = { ...(part as object) };
  return Object.entries(members)
    .filter(([member]) => known[member] === undefined)
    .map(([member, fix]) => ({ path: `${path}.${member}`, problem: "is missing", fix }));
}

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
  volume: { backup: "Plan its backup, or say why it needs none." },
  route: {
    access: "Say who may enter: login, serviceToken or publicAccess.",
    rateLimit: "Say how often one client may ask: webRateLimit or apiRateLimit.",
  },
} as const;

/**
 * What the types demand, once more: Pulumi reads the program without a type check, and what is missing would
 * end in a stack trace.
 */
export function checkComplete(service: ServiceSpec): readonly Problem[] {
  return [
    ...missing(service.name, service, required.service),
    ...partsOf(`${service.name}.containers`, service.containers, required.container),
    ...partsOf(`${service.name}.volumes`, service.volumes, required.volume),
    ...(service.routes ?? []).flatMap((route) =>
      missing(`${service.name}.routes.${route.name}`, route, required.route),
    ),
    ...Object.values(service.needs ?? {}).flatMap((need) =>
      need.kind === "own" ? checkComplete(need.service) : [],
    ),
  ];
}

function partsOf(
  path: string,
  parts: Readonly<Record<string, unknown>> | undefined,
  members: Readonly<Record<string, string>>,
): readonly Problem[] {
  return Object.entries(parts ?? {}).flatMap(([name, part]) =>
    missing(`${path}.${name}`, part, members),
  );
}

function missing(
  path: string,
  part: unknown,
  members: Readonly<Record<string, string>>,
): readonly Problem[] {
  const known = { ...(part as object) };
  return Object.entries(members)
    .filter(([member]) => !(member in known))
    .map(([member, fix]) => ({ path: `${path}.${member}`, problem: "is missing", fix }));
}

import type { Problem } from "../basics/problem";
import type { ServiceSpec } from "./service-spec";

/** The proxy's own service, the last part of its networks' names, and networks that Docker has by itself. */
const taken: Readonly<Record<string, string>> = {
  traefik: "the guest's proxy",
  proxy: "the guest's proxy",
  bridge: "Docker",
  default: "Docker",
  host: "Docker",
  none: "Docker",
};

/** Names that files, networks, volumes and host names on a guest are made of. */
export function checkNames(service: ServiceSpec): readonly Problem[] {
  return [
    ...checkServiceName(service.name),
    ...(["containers", "volumes", "endpoints", "secrets"] as const).flatMap((kind) =>
      Object.keys(service[kind] ?? {})
        .filter((name) => !/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(name))
        .map((name) => ({
          path: `${service.name}.${kind}.${name}`,
          problem: "must be lower-case letters, digits and dashes",
          got: `"${name}"`,
          fix: "Rename it.",
        })),
    ),
  ];
}

function checkServiceName(name: string): readonly Problem[] {
  const holder = Object.hasOwn(taken, name) ? taken[name] : undefined;
  if (holder !== undefined) {
    return [
      {
        path: name,
        problem: `must be another name, which ${holder} has taken`,
        got: `"${name}"`,
        fix: "Rename the service.",
      },
    ];
  }
  if (/^[a-z][a-z0-9-]{0,28}[a-z0-9]$/.test(name)) return [];
  return [
    {
      path: name,
      problem: "must be 2-30 lower-case letters, digits and dashes, starting with a letter",
      got: `"${name}"`,
      fix: "Rename the service.",
    },
  ];
}

import type { Problem } from "../basics/problem";
import { toMebibytes } from "../basics/units";
import { checkReferences } from "./check-references";
import type { ContainerSpec } from "./container-spec";
import type { ServiceSpec } from "./service-spec";

/** Faults of one container: what it refers to, where its files go, what it may take. */
export function checkContainer(
  service: ServiceSpec,
  name: string,
  container: ContainerSpec,
): readonly Problem[] {
  const path = `${service.name}.containers.${name}`;
  return [
    ...checkReferences(
      `${path}.mounts`,
      Object.entries(container.mounts ?? {}),
      "volumes",
      Object.keys(service.volumes ?? {}),
    ),
    ...checkReferences(
      `${path}.secretFiles`,
      Object.entries(container.secretFiles ?? {}),
      "secrets",
      Object.keys(service.secrets ?? {}),
    ),
    ...checkReferences(
      `${path}.dependsOn`,
      (container.dependsOn ?? []).map((other, index) => [String(index), other] as const),
      "containers",
      Object.keys(service.containers),
    ),
    ...checkEnvironment(service, path, container),
    ...checkFiles(path, container),
    ...checkResources(path, container),
  ];
}

function checkEnvironment(
  service: ServiceSpec,
  path: string,
  { environment = {} }: ContainerSpec,
): readonly Problem[] {
  return Object.entries(environment).flatMap(([variable, value]) => {
    if (typeof value === "string") return [];
    return "need" in value
      ? checkReferences(
          `${path}.environment`,
          [[variable, value.need]],
          "needs",
          Object.keys(service.needs ?? {}),
        )
      : checkReferences(
          `${path}.environment`,
          [[variable, value.route]],
          "routes",
          (service.routes ?? []).map((route) => route.name),
        );
  });
}

function checkFiles(path: string, container: ContainerSpec): readonly Problem[] {
  const kinds = ["configFiles", "reloadedFiles"] as const;
  return kinds.flatMap((kind) =>
    Object.keys(container[kind] ?? {})
      .filter((file) => !/^(\/(?!\.{1,2}(\/|$))[\w.@-]+){2,}$/.test(file))
      .map((file) => ({
        path: `${path}.${kind}`,
        problem: "must be absolute paths in a folder, of letters, digits and ._@-",
        got: `"${file}"`,
        fix: "Write it like /etc/app/app.yaml.",
      })),
  );
}

function checkResources(path: string, { limits, reservations }: ContainerSpec): readonly Problem[] {
  const amounts = [
    ["cpus", reservations.cpus, limits.cpus, reservations.cpus, limits.cpus],
    [
      "memory",
      toMebibytes(reservations.memory),
      toMebibytes(limits.memory),
      reservations.memory,
      limits.memory,
    ],
  ] as const;
  return amounts.flatMap(([what, reserved, limit, got, most]) =>
    // An amount that is none has been refused as that.
    Number.isNaN(reserved + limit) || (reserved > 0 && reserved <= limit)
      ? []
      : [
          {
            path: `${path}.reservations.${what}`,
            problem: `must be above 0 and not above the limit of ${String(most)}`,
            got: String(got),
            fix: "Reserve what it needs on an ordinary day, or raise the limit.",
          },
        ],
  );
}

import type { Problem } from "../basics/problem";
import type { ContainerSpec, ServiceSpec } from "./service-spec";
import { toSeconds } from "../basics/units";
import { checkReferences } from "./check-references";

/** Everything about one service that its types cannot rule out. */
export function checkService(service: ServiceSpec): readonly Problem[] {
  return [
    ...checkName(service),
    ...Object.entries(service.containers).flatMap(([name, container]) =>
      checkContainer(service, name, container),
    ),
    ...checkRoutes(service),
    ...checkNeeds(service),
    ...checkBackups(service),
    ...checkSecretsUsed(service),
  ];
}

function checkName(service: ServiceSpec): readonly Problem[] {
  return /^[a-z][a-z0-9-]{1,29}$/.test(service.name)
    ? []
    : [
        {
          path: service.name,
          problem: "must be 2-30 lower-case letters, digits and dashes, starting with a letter",
          got: `"${service.name}"`,
          fix: "Rename the service.",
        },
      ];
}

function checkContainer(
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
      service.volumes,
    ),
    ...checkReferences(
      `${path}.secretFiles`,
      Object.entries(container.secretFiles ?? {}),
      "secrets",
      service.secrets,
    ),
    ...checkReferences(
      `${path}.dependsOn`,
      (container.dependsOn ?? []).map((other, index) => [String(index), other] as const),
      "containers",
      service.containers,
    ),
    ...Object.entries(container.environment ?? {}).flatMap(([variable, value]) => {
      if (typeof value === "string") return [];
      return "need" in value
        ? checkReferences(`${path}.environment`, [[variable, value.need]], "needs", service.needs)
        : checkReferences(
            `${path}.environment`,
            [[variable, value.route]],
            "routes",
            Object.fromEntries(service.routes.map((route) => [route.name, route])),
          );
    }),
  ];
}

function checkRoutes(service: ServiceSpec): readonly Problem[] {
  return service.routes.flatMap((route) => [
    ...checkReferences(
      `${service.name}.routes.${route.name}`,
      [["container", route.container]],
      "containers",
      service.containers,
    ),
    ...(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(route.subdomain)
      ? []
      : [
          {
            path: `${service.name}.routes.${route.name}.subdomain`,
            problem: "must be one label below the zone, of lower-case letters, digits and dashes",
            got: `"${route.subdomain}"`,
            fix: "Write one label without a dot: the zone's certificate covers no more.",
          },
        ]),
  ]);
}

function checkNeeds(service: ServiceSpec): readonly Problem[] {
  return Object.entries(service.needs).flatMap(([name, need]) => [
    ...checkReferences(
      `${service.name}.needs.${name}`,
      [["container", need.container]],
      "containers",
      need.service.containers,
    ),
    ...(Object.keys(need.service.needs).length === 0
      ? []
      : [
          {
            path: `${service.name}.needs.${name}.service.needs`,
            problem: "must be empty: a need has no needs of its own",
            fix: "Declare both needs on the service.",
          },
        ]),
  ]);
}

function checkBackups(service: ServiceSpec): readonly Problem[] {
  return Object.entries(service.volumes).flatMap(([name, volume]) => {
    const plan = volume.backup as typeof volume.backup | undefined;
    if (plan === undefined || "exempt" in plan) return [];
    const path = `${service.name}.volumes.${name}.backup`;
    const late = toSeconds(plan.every) > toSeconds(service.objectives.rpo);
    return [
      ...(late
        ? [
            {
              path: `${path}.every`,
              problem: `must not exceed the service's RPO of ${service.objectives.rpo}`,
              got: plan.every,
              fix: "Back up more often, or accept a longer RPO in objectives.",
            },
          ]
        : []),
      ...(plan.dump === undefined
        ? []
        : checkReferences(
            `${path}.dump`,
            [["container", plan.dump.container]],
            "containers",
            service.containers,
          )),
    ];
  });
}

function checkSecretsUsed(service: ServiceSpec): readonly Problem[] {
  const used = new Set(
    Object.values(service.containers).flatMap((container) =>
      Object.values(container.secretFiles ?? {}),
    ),
  );
  return Object.keys(service.secrets)
    .filter((secret) => !used.has(secret))
    .map((secret) => ({
      path: `${service.name}.secrets.${secret}`,
      problem: "is used by no container",
      fix: "Give it to a container in secretFiles, or remove it.",
    }));
}

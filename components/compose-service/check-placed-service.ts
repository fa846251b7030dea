import type { PlacedContainer, PlacedService } from "../../model/service/placed-service";
import { isPinned } from "../../model/basics/image-reference";
import type { Problem } from "../../model/basics/problem";

/** What the component is given besides the service; names only, for values may be secret. */
export interface ServiceSurroundings {
  /** Secrets that have a value. */
  readonly secrets: readonly string[];
  /** Whether the guest has an edge network. */
  readonly edge: boolean;
}

/** Faults that would otherwise come to light on the guest, in the middle of a deployment. */
export function checkPlacedService(
  service: PlacedService,
  surroundings: ServiceSurroundings,
): Problem[] {
  return [
    ...Object.entries(service.containers).flatMap(([name, container]) =>
      checkContainer(service, `containers.${name}`, container),
    ),
    ...service.routes.flatMap((route) =>
      checkReference(`routes.${route.name}.container`, route.container, service.containers),
    ),
    ...service.ports.flatMap((port, index) => [
      ...checkReference(`ports[${String(index)}].container`, port.container, service.containers),
      ...checkPortAddress(`ports[${String(index)}].address`, port.address),
    ]),
    ...usedSecrets(service)
      .filter((secret) => !surroundings.secrets.includes(secret))
      .map((secret) => ({
        path: `secrets.${secret}`,
        problem: "has no value",
        fix: "Pass it to the component: `npm run secrets` makes it, the stack reads it.",
      })),
    ...checkEdge(service, surroundings),
  ];
}

/** Names of the secrets that containers get as files. */
function usedSecrets(service: PlacedService): readonly string[] {
  const used = Object.values(service.containers).flatMap((container) =>
    Object.values(container.secretFiles ?? {}),
  );
  return [...new Set(used)].sort();
}

function checkContainer(
  service: PlacedService,
  path: string,
  container: PlacedContainer,
): readonly Problem[] {
  const imageProblem = {
    path: `${path}.image`,
    problem: "must have a version tag and a digest",
    got: container.image,
    fix: "Take it from the image lock.",
  };
  return [
    ...(isPinned(container.image) ? [] : [imageProblem]),
    ...Object.entries(container.mounts ?? {}).flatMap(([target, volume]) =>
      checkReference(`${path}.mounts.${target}`, volume, service.volumes),
    ),
    ...Object.entries(container.secretFiles ?? {}).flatMap(([variable, secret]) =>
      checkReference(`${path}.secretFiles.${variable}`, secret, service.secrets),
    ),
    ...(container.dependsOn ?? []).flatMap((other) =>
      checkReference(`${path}.dependsOn`, other, service.containers),
    ),
    ...["configFiles", "reloadedFiles"].flatMap((kind) =>
      Object.keys(container[kind as "configFiles" | "reloadedFiles"] ?? {}).flatMap((file) =>
        checkFilePath(`${path}.${kind}`, file),
      ),
    ),
  ];
}

function checkReference(
  path: string,
  name: string,
  known: Readonly<Record<string, unknown>>,
): readonly Problem[] {
  if (Object.hasOwn(known, name)) return [];
  const names = Object.keys(known).join(", ") || "none";
  return [
    { path, problem: "names nothing of this service", got: name, fix: `Use one of: ${names}.` },
  ];
}

function checkFilePath(path: string, file: string): readonly Problem[] {
  if (/^(\/(?!\.{1,2}(\/|$))[\w.@-]+){2,}$/.test(file)) return [];
  return [
    {
      path,
      problem: "must be absolute paths in a folder, of letters, digits and ._@-",
      got: file,
      fix: "Write it like /etc/app/app.yaml.",
    },
  ];
}

function checkPortAddress(path: string, address: string): readonly Problem[] {
  if (address !== "" && address !== "0.0.0.0" && address !== "::") return [];
  return [
    {
      path,
      problem: "must be one address of the guest",
      got: address === "" ? "nothing" : address,
      fix: "Bind it to the guest's VLAN address.",
    },
  ];
}

function checkEdge(service: PlacedService, { edge }: ServiceSurroundings): readonly Problem[] {
  if (edge || service.routes.length === 0) return [];
  return [
    {
      path: "routes",
      problem: "need an edge on the guest and there is none",
      fix: "Pass the guest's TraefikEdge network as `edgeNetwork`.",
    },
  ];
}

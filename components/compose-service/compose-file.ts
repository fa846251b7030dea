import { posix } from "node:path";

import { stringify } from "yaml";

import type { PlacedContainer, PlacedService } from "../../model/service/placed-service";
import { renderHealthTest } from "./health-test";

/** Where the release tool keeps services on a guest. */
export const stacksDirectory = "/opt/stacks";

/** Name of a container in its compose file; unique on a guest. */
export function composeNameOf(service: string, container: string): string {
  return container === service ? service : `${service}-${container}`;
}

/** Name of a container on the networks that it shares with other services. */
export function sharedAliasOf(service: string, container: string): string {
  return `${service}-${container}`;
}

/**
 * The service's `compose.yaml`, which both the release tool and a person on the guest use. The
 * variables `FILES_<container>` come from the `.env` beside it: the folder with exactly this
 * release's files, so that a container is made anew when one of its files changed.
 */
export function renderComposeFile(service: PlacedService): string {
  const shared = new Set(Object.values(service.containers).flatMap(({ networks }) => networks));
  const file = {
    name: service.name,
    services: mapEntries(service.containers, (name, container) => [
      composeNameOf(service.name, name),
      renderContainer(service, name, container),
    ]),
    networks: {
      default: { name: service.name, external: true },
      ...Object.fromEntries([...shared].map((name) => [name, { name, external: true }])),
    },
    ...(Object.keys(service.volumes).length > 0 && {
      volumes: mapEntries(service.volumes, (name) => [
        name,
        { name: volumeNameOf(service.name, name), external: true },
      ]),
    }),
  };
  // YAML 1.1 quotes what older readers would take for a number or a boolean.
  return stringify(escapeVariables(file), { version: "1.1", lineWidth: 0 });
}

/** Docker's name of a volume. */
export function volumeNameOf(service: string, volume: string): string {
  return `${service}-${volume}`;
}

/** On everything of a service: what Docker's own tools and the log shipper find it by. */
export function labelsOf(service: PlacedService): Readonly<Record<string, string>> {
  return { "moco.service": service.name, "moco.location": service.location };
}

function renderContainer(
  service: PlacedService,
  name: string,
  container: PlacedContainer,
): Record<string, unknown> {
  const ports = service.ports.filter((port) => port.container === name);
  const mounts = renderMounts(service, name, container);
  return {
    image: container.image,
    pull_policy: "missing",
    restart: "unless-stopped",
    user: container.user,
    ...(container.command && { command: container.command }),
    ...renderEnvironment(container),
    ...(container.dependsOn && {
      depends_on: Object.fromEntries(
        container.dependsOn.map((other) => [
          composeNameOf(service.name, other),
          { condition: "service_healthy" },
        ]),
      ),
    }),
    ...renderHealthcheck(container),
    stop_grace_period: container.stopGracePeriod ?? "10s",
    deploy: {
      resources: {
        limits: {
          cpus: String(container.limits.cpus),
          memory: container.limits.memory,
          pids: container.limits.pids ?? 512,
        },
        // Reservations are held against the guest in the plan and not given to Docker: where it makes a soft
        // limit of them (cgroup v1), Node.js takes that for all the memory there is.
      },
    },
    read_only: !(container.writableRoot ?? false),
    ...(container.tmpfs && {
      tmpfs: container.tmpfs.map((path) => ownTmpfs(path, container.user)),
    }),
    cap_drop: ["ALL"],
    ...(container.capabilities && { cap_add: container.capabilities }),
    security_opt: ["no-new-privileges:true"],
    networks: renderNetworks(service.name, name, container.networks),
    ...(ports.length > 0 && {
      ports: ports.map((port) => ({
        target: port.containerPort,
        published: String(port.port),
        host_ip: port.address,
        protocol: "tcp",
      })),
    }),
    ...(mounts.length > 0 && { volumes: mounts }),
    labels: { ...labelsOf(service), "moco.container": name },
    // Logs are shipped elsewhere: what stays here is for a person on the guest.
    logging: { driver: "json-file", options: { "max-size": "10m", "max-file": "3" } },
  };
}

function renderEnvironment(container: PlacedContainer): Record<string, unknown> {
  const secretFiles = mapEntries(container.secretFiles ?? {}, (variable, secret) => [
    variable,
    `/run/secrets/${secret}`,
  ]);
  const environment = { ...container.environment, ...secretFiles };
  return Object.keys(environment).length > 0 ? { environment } : {};
}

function renderHealthcheck({ healthcheck }: PlacedContainer): Record<string, unknown> {
  return {
    healthcheck: {
      test: renderHealthTest(healthcheck),
      interval: healthcheck.interval,
      timeout: healthcheck.timeout,
      retries: healthcheck.retries,
      start_period: healthcheck.startPeriod,
      // A deployment waits for the first success: look often until then.
      start_interval: "1s",
    },
  };
}

function renderNetworks(
  service: string,
  container: string,
  shared: readonly string[],
): Record<string, unknown> {
  // The name in the compose file is an alias on every network, the container's own name only here:
  // two services may each have a `redis`, and must not meet where they share a network.
  const composeName = composeNameOf(service, container);
  return {
    default: composeName === container ? {} : { aliases: [container] },
    ...Object.fromEntries(
      shared.map((network) => [network, { aliases: [sharedAliasOf(service, container)] }]),
    ),
  };
}

function renderMounts(
  service: PlacedService,
  name: string,
  container: PlacedContainer,
): readonly Record<string, unknown>[] {
  const folder = `${stacksDirectory}/${service.name}`;
  const files = `${folder}/files/\${${filesVariable(name)}:?is made by moco-release}`;
  const bind = (source: string, target: string): Record<string, unknown> => ({
    type: "bind",
    source,
    target,
    read_only: true,
    bind: { create_host_path: false },
  });
  const watched = new Set(
    Object.keys(container.reloadedFiles ?? {}).map((path) => posix.dirname(path)),
  );
  return [
    ...Object.entries(container.mounts ?? {}).map(([target, source]) => ({
      type: "volume",
      source,
      target,
    })),
    ...Object.keys(container.configFiles ?? {}).map((path) => bind(`${files}/config${path}`, path)),
    // The folder and not the file: a program that watches it must see a file that replaces another.
    ...[...watched].map((path) => bind(`${folder}/reloaded/${name}${path}`, path)),
    ...(Object.keys(container.secretFiles ?? {}).length > 0
      ? [bind(`${files}/secrets`, "/run/secrets")]
      : []),
  ];
}

function filesVariable(container: string): string {
  return `FILES_${container.replaceAll("-", "_")}`;
}

/** Compose would replace `$NAME` in every text; only our own variables are meant so. */
function escapeVariables(value: unknown): unknown {
  if (typeof value === "string") return value.replaceAll(/\$(?!\{FILES_)/g, "$$$$");
  if (Array.isArray(value)) return value.map(escapeVariables);
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, escapeVariables(inner)]),
    );
  }
  return value;
}

function mapEntries<From, To>(
  record: Readonly<Record<string, From>>,
  map: (key: string, value: From) => readonly [string, To],
): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => map(key, value)));
}

/** Without an owner it would be root's wherever the image has a directory of that name. */
function ownTmpfs(path: string, user: PlacedContainer["user"]): string {
  const [uid = "0", gid = "0"] = user.split(":");
  return `${path}:uid=${uid},gid=${gid},mode=0700`;
}

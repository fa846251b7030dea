import { z } from "zod";

import { type ComposeContainer, parseComposeContainers } from "./compose-containers";
import { type EdgeRouter, parseEdgeRouters } from "./edge-routers";
import { FactError, readFact } from "./read-fact";
import { resourceType } from "./resource-type";
import type { Resource } from "./rule";

/**
 * The one place that reads resources' properties. Components publish a `PlacedService` or routes in
 * plain data; each function below reads only what its rules judge, so that a fault elsewhere stays a
 * fault elsewhere. What a careless author may leave out is optional here: its rule says so itself.
 */

/** An image reference and where it is written. */
export interface ImageFact {
  readonly path: string;
  readonly image: string | undefined;
}

/** Every image that a resource runs or pulls. */
export function imagesOf(resource: Resource): readonly ImageFact[] {
  switch (resource.type) {
    case resourceType.dockerContainer:
      return [{ path: "image", image: readFact(resource, "image", z.string().optional()) }];
    case resourceType.dockerImage:
      return [{ path: "name", image: readFact(resource, "name", z.string().optional()) }];
    case resourceType.swarmService: {
      const { containerSpec } = readFact(resource, "taskSpec", swarmTask);
      return [{ path: "taskSpec.containerSpec.image", image: containerSpec.image }];
    }
    default:
      return containersOf(resource, z.object({ image: z.string().optional() })).map(
        ({ path, facts }) => ({ path: `${path}.image`, image: facts.image }),
      );
  }
}

const swarmTask = z.object({ containerSpec: z.object({ image: z.string().optional() }) });

/** What one container of a service declares, in the shape that a rule asks for. */
export function containersOf<Schema extends z.ZodType>(
  resource: Resource,
  schema: Schema,
): readonly { readonly path: string; readonly facts: z.output<Schema> }[] {
  const service = z.object({ containers: z.record(z.string(), schema) });
  const { containers } = readFact(resource, "service", service);
  return Object.entries(containers).map(([name, facts]) => ({
    path: `service.containers.${name}`,
    facts,
  }));
}

/** A public name and what guards it. */
export type RouteFact = z.output<typeof route> & { readonly where: string };

const route = z.object({
  name: z.string(),
  hostname: z.string(),
  path: z.string(),
  rateLimit: z
    .object({
      average: z.number().optional(),
      burst: z.number().optional(),
      period: z.string().optional(),
    })
    .optional(),
  access: z
    .object({
      kind: z.string(),
      groups: z.array(z.string()).optional(),
      tokens: z.array(z.string()).optional(),
      reason: z.string().optional(),
      compensatingControl: z.string().optional(),
    })
    .optional(),
});

/** Routes that a service, an edge or a tunnel publishes. */
export function routesOf(resource: Resource): readonly RouteFact[] {
  const [property, routes] =
    resource.type === resourceType.composeService
      ? (["service.routes", readFact(resource, "service", serviceRoutes).routes] as const)
      : (["routes", readFact(resource, "routes", z.array(route))] as const);
  return routes.map((fact, index) => ({ ...fact, where: `${property}[${String(index)}]` }));
}

const serviceRoutes = z.object({ routes: z.array(route) });

/** A service's volumes, what mounts them, and how much of them may be lost. */
export function volumesOf(resource: Resource): z.output<typeof serviceVolumes> {
  return readFact(resource, "service", serviceVolumes);
}

const serviceVolumes = z.object({
  volumes: z.record(
    z.string(),
    z.object({
      backup: z
        .object({
          exempt: z.string().optional(),
          every: z.string().optional(),
          keep: z.object({ daily: z.number(), weekly: z.number(), monthly: z.number() }).optional(),
        })
        .optional(),
    }),
  ),
  containers: z.record(
    z.string(),
    z.object({ mounts: z.record(z.string(), z.string()).optional() }),
  ),
  objectives: z.object({ rpo: z.string() }),
});

/** A port that is open on a guest. */
export interface PortFact {
  readonly path: string;
  readonly address: string | undefined;
}

/** Every port that a resource opens on its guest. */
export function portsOf(resource: Resource): readonly PortFact[] {
  if (resource.type === resourceType.dockerContainer) {
    return (readFact(resource, "ports", dockerPorts) ?? []).map(({ ip }, index) => ({
      path: `ports[${String(index)}].ip`,
      address: ip,
    }));
  }
  return readFact(resource, "service", servicePorts).ports.map(({ address }, index) => ({
    path: `service.ports[${String(index)}].address`,
    address,
  }));
}

const dockerPorts = z.array(z.object({ ip: z.string().optional() })).optional();

const servicePorts = z.object({
  ports: z.array(z.object({ address: z.string().optional() })),
});

/** Host keys that an SSH connection, and the one that it goes through, are held against. */
export function hostKeysOf(resource: Resource): readonly HostKeyFact[] {
  const { hostKey, proxy } = readFact(resource, "connection", connection);
  return [
    { path: "connection.hostKey", hostKey },
    ...(proxy === undefined ? [] : [{ path: "connection.proxy.hostKey", hostKey: proxy.hostKey }]),
  ];
}

export interface HostKeyFact {
  readonly path: string;
  readonly hostKey: string | undefined;
}

const connection = z.object({
  hostKey: z.string().optional(),
  proxy: z.object({ hostKey: z.string().optional() }).optional(),
});

/** What a tunnel's own configuration passes requests to, and for which name: without one it is any. */
export interface TunnelIngress {
  readonly hostname: string;
  readonly service: string | undefined;
}

/** The rules of a tunnel's own configuration. */
export function ingressesOf(resource: Resource): readonly TunnelIngress[] {
  const config = readFact(resource, "config", tunnelConfig);
  return (config?.ingresses ?? []).map(({ hostname, service }) => ({
    hostname: hostname === undefined || hostname === "" ? "any name" : hostname,
    service,
  }));
}

const tunnelConfig = z
  .object({
    ingresses: z
      .array(z.object({ hostname: z.string().optional(), service: z.string().optional() }))
      .optional(),
  })
  .optional();

/** What happens to a guest's disks and backup jobs when it is deleted. */
export function destroyFlagsOf(resource: Resource): readonly DestroyFlag[] {
  return (["stopOnDestroy", "purgeOnDestroy", "deleteUnreferencedDisksOnDestroy"] as const).map(
    (name) => ({ name, value: readFact(resource, name, z.boolean().optional()) }),
  );
}

export interface DestroyFlag {
  readonly name: string;
  readonly value: boolean | undefined;
}

/** Routers that an edge's own service is given to run with, taken from the text of its release. */
export function edgeRoutersOf(resource: Resource): readonly EdgeRouter[] {
  return Object.entries(readFact(resource, "files", releaseFiles))
    .filter(([file]) => file !== composeFile && /\.ya?ml$/.test(file))
    .flatMap(([file, text]) => parseFile(resource, file, text, parseEdgeRouters));
}

/** Containers as the release's compose file has them, whatever the service's data says. */
export function composeContainersOf(resource: Resource): readonly ComposeContainer[] {
  const files = readFact(resource, "files", z.object({ [composeFile]: z.string() }));
  return parseFile(resource, composeFile, files[composeFile], parseComposeContainers);
}

const composeFile = "compose.yaml";
const releaseFiles = z.record(z.string(), z.string());

/** Text that a rule cannot read is a fault by itself. */
function parseFile<Parsed>(
  resource: Resource,
  file: string,
  text: string,
  parse: (text: string) => Parsed,
): Parsed {
  try {
    return parse(text);
  } catch {
    throw new FactError(resource, [
      {
        path: `files["${file}"]`,
        problem: "cannot be read as the configuration that it is",
        fix: "Render it from the service's data.",
      },
    ]);
  }
}

import { z } from "zod";

import { readFact } from "./read-fact";
import type { Resource } from "./resource";

/**
 * The one place that reads what a `ComposeService` publishes as its `service`. Each function reads
 * only what its rules judge, so that a fault elsewhere stays a fault elsewhere. What a careless
 * author may leave out is optional here: its rule says so itself.
 */

/** What one container says about something, and where it is written. */
export interface ContainerFact<Value> {
  readonly path: string;
  readonly value: Value | undefined;
}

/** The image of each container. */
export function imagesOf(resource: Resource): readonly ContainerFact<string>[] {
  return ofContainers(resource, "image", z.string());
}

/** How each container is asked whether it works. */
export function healthchecksOf(resource: Resource): readonly ContainerFact<HealthcheckFact>[] {
  return ofContainers(resource, "healthcheck", healthcheck);
}

export type HealthcheckFact = z.output<typeof healthcheck>;

const healthcheck = z.object({
  kind: z.string(),
  command: z.array(z.string()).optional(),
  retries: z.number(),
});

/** What each container may use of its guest. */
export function limitsOf(resource: Resource): readonly ContainerFact<LimitsFact>[] {
  return ofContainers(resource, "limits", limits);
}

export type LimitsFact = z.output<typeof limits>;

const limits = z.object({
  cpus: z.number().optional(),
  memory: z.string().optional(),
  pids: z.number().optional(),
});

function ofContainers<Schema extends z.ZodType>(
  resource: Resource,
  key: string,
  schema: Schema,
): readonly ContainerFact<z.output<Schema>>[] {
  const container = z.object({ [key]: schema.optional() });
  const service = z.object({ containers: z.record(z.string(), container) });
  return Object.entries(readFact(resource, "service", service).containers).map(([name, facts]) => ({
    path: `service.containers.${name}.${key}`,
    value: facts[key],
  }));
}

/** The service's volumes, what mounts them, and how much of them may be lost. */
export function volumesOf(resource: Resource): z.output<typeof volumes> {
  return readFact(resource, "service", volumes);
}

/** How a volume is backed up. */
export type BackupFact = z.output<typeof backup>;

const backup = z.object({
  exempt: z.string().optional(),
  every: z.string().optional(),
  keep: z.object({ daily: z.number(), weekly: z.number(), monthly: z.number() }).optional(),
});

const volumes = z.object({
  volumes: z.record(z.string(), z.object({ backup: backup.optional() })),
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

/** Every port that the service opens on its guest. */
export function portsOf(resource: Resource): readonly PortFact[] {
  return readFact(resource, "service", ports).ports.map(({ address }, index) => ({
    path: `service.ports[${String(index)}].address`,
    address,
  }));
}

const ports = z.object({ ports: z.array(z.object({ address: z.string().optional() })) });

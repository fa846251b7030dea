import { z } from "zod";

import type { ComposeContainer } from "./compose-containers";
import { composeContainersOf } from "./facts";
import { readFact } from "./read-fact";
import { resourceType } from "./resource-type";
import type { Resource } from "./rule";

/** What gives a container more than its own, and where that is written. */
export interface ContainerPrivileges {
  readonly privileged: { readonly path: string; readonly set: boolean };
  readonly namespaces: readonly { readonly path: string; readonly mode: string | undefined }[];
  readonly capabilities: { readonly path: string; readonly names: readonly string[] };
  readonly hostPaths: readonly { readonly path: string; readonly hostPath: string | undefined }[];
}

/** Of the compose file that a service runs with, or of a plain Docker container. */
export function privilegesOf(resource: Resource): readonly ContainerPrivileges[] {
  return resource.type === resourceType.dockerContainer
    ? [ofDockerContainer(resource)]
    : composeContainersOf(resource).map(ofComposeContainer);
}

function ofComposeContainer(container: ComposeContainer): ContainerPrivileges {
  const root = `files["compose.yaml"].services.${container.name}`;
  return {
    privileged: { path: `${root}.privileged`, set: container.privileged },
    namespaces: (["network_mode", "pid", "ipc", "userns_mode"] as const).map((key) => ({
      path: `${root}.${key}`,
      mode: container[key],
    })),
    capabilities: { path: `${root}.cap_add`, names: container.cap_add },
    hostPaths: [
      ...container.volumes.map((volume, index) => ({
        path: `${root}.volumes[${String(index)}]`,
        hostPath: hostPathOf(volume),
      })),
      ...container.devices.map((_, index) => ({
        path: `${root}.devices[${String(index)}]`,
        hostPath: "/dev",
      })),
    ],
  };
}

function hostPathOf(volume: ComposeContainer["volumes"][number]): string | undefined {
  if (typeof volume !== "string")
    return volume.type === "bind" ? (volume.source ?? "/") : undefined;
  const [source = ""] = volume.split(":");
  return /^[/.~]/.test(source) ? source : undefined;
}

function ofDockerContainer(resource: Resource): ContainerPrivileges {
  const capabilities = readFact(resource, "capabilities", dockerCapabilities);
  return {
    privileged: {
      path: "privileged",
      set: readFact(resource, "privileged", z.boolean().optional()) ?? false,
    },
    namespaces: (["networkMode", "pidMode", "ipcMode", "usernsMode"] as const).map((path) => ({
      path,
      mode: readFact(resource, path, z.string().optional()),
    })),
    capabilities: { path: "capabilities.adds", names: capabilities?.adds ?? [] },
    hostPaths: [
      ...(readFact(resource, "volumes", dockerVolumes) ?? []).map(({ hostPath }, index) => ({
        path: `volumes[${String(index)}].hostPath`,
        hostPath,
      })),
      ...(readFact(resource, "mounts", dockerMounts) ?? []).map(({ type, source }, index) => ({
        path: `mounts[${String(index)}].source`,
        hostPath: type === "bind" ? source : undefined,
      })),
    ],
  };
}

const dockerCapabilities = z.object({ adds: z.array(z.string()).optional() }).optional();

const dockerVolumes = z.array(z.object({ hostPath: z.string().optional() })).optional();

const dockerMounts = z
  .array(z.object({ type: z.string(), source: z.string().optional() }))
  .optional();

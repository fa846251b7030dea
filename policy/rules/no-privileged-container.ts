import { normalize } from "node:path/posix";

import type { Problem } from "../../model/basics/problem";
import { type ContainerPrivileges, privilegesOf } from "../privileges";
import { quote } from "../quote";
import { resourceType } from "../resource-type";
import type { ResourceRule } from "../rule";

export const noPrivilegedContainer: ResourceRule = {
  name: "no-privileged-container",
  description:
    "No container can reach its host: not by privilege, namespace, capability or socket.",
  severity: "critical",
  remediationSteps:
    "Give the container a volume, a port or one of Docker's default capabilities instead.",
  types: [resourceType.composeService, resourceType.dockerContainer],
  check: (resource) => privilegesOf(resource).flatMap(checkContainer),
};

/** What Docker gives an ordinary container; everything beyond reaches out of it. */
const ordinaryCapabilities = new Set([
  "AUDIT_WRITE",
  "CHOWN",
  "DAC_OVERRIDE",
  "FOWNER",
  "FSETID",
  "KILL",
  "MKNOD",
  "NET_BIND_SERVICE",
  "NET_RAW",
  "SETFCAP",
  "SETGID",
  "SETPCAP",
  "SETUID",
  "SYS_CHROOT",
]);

/** Where the files of releases are; nothing else of the guest is mounted. */
const releaseFolder = "/opt/stacks/";

function checkContainer(container: ContainerPrivileges): readonly Problem[] {
  const { privileged, namespaces, capabilities, hostPaths } = container;
  return [
    ...(privileged.set
      ? [
          {
            path: privileged.path,
            problem: "must not be set",
            got: "true",
            fix: "Name the one capability that it needs.",
          },
        ]
      : []),
    ...namespaces
      .filter(({ mode }) => mode === "host")
      .map(({ path }) => ({
        path,
        problem: "must not be the host's",
        got: '"host"',
        fix: "Leave it out for a namespace of its own.",
      })),
    ...checkCapabilities(capabilities.path, capabilities.names),
    ...hostPaths.flatMap(({ path, hostPath }) => checkHostPath(path, hostPath)),
  ];
}

function checkCapabilities(path: string, capabilities: readonly string[]): readonly Problem[] {
  return capabilities
    .filter((name) => !ordinaryCapabilities.has(name.toUpperCase().replace(/^CAP_/, "")))
    .map((name) => ({
      path,
      problem: "must be one of Docker's default capabilities",
      got: quote(name),
      fix: "Remove it, or run what needs it on the guest itself.",
    }));
}

function checkHostPath(path: string, hostPath: string | undefined): readonly Problem[] {
  return hostPath === undefined || normalize(hostPath).startsWith(releaseFolder)
    ? []
    : [
        {
          path,
          problem: hostPath.endsWith("docker.sock")
            ? "must not be Docker's socket, which is root on the guest"
            : "must not be a path of the guest",
          got: quote(hostPath),
          fix: "Use a volume, or configFiles for a file.",
        },
      ];
}

import { normalize } from "node:path/posix";

import type { Problem } from "../../model/basics/problem";
import { shownValue } from "../../model/basics/shown-value";
import { composeContainersOf, type ReleasedContainer } from "../facts/release-files";
import { resourceType } from "../facts/resource-type";
import type { ResourceRule } from "./rule";

export const containerUnprivileged: ResourceRule = {
  name: "container-unprivileged",
  description:
    "No container can reach its host: not by privilege, namespace, capability or socket.",
  severity: "critical",
  remediationSteps:
    "Give the container a volume, a port or one of Docker's default capabilities instead.",
  types: [resourceType.composeService],
  check: (resource) => composeContainersOf(resource).flatMap(checkContainer),
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

function checkContainer(container: ReleasedContainer): readonly Problem[] {
  const { path, privileged, cap_add: capabilities, volumes, devices } = container;
  return [
    ...(privileged
      ? [
          {
            path: `${path}.privileged`,
            problem: "must not be set",
            got: "true",
            fix: "Name the one capability that it needs.",
          },
        ]
      : []),
    ...(["network_mode", "pid", "ipc", "userns_mode"] as const)
      .filter((key) => container[key] === "host")
      .map((key) => ({
        path: `${path}.${key}`,
        problem: "must not be the host's",
        got: '"host"',
        fix: "Leave it out for a namespace of its own.",
      })),
    ...checkCapabilities(`${path}.cap_add`, capabilities),
    ...volumes.flatMap((volume, index) =>
      checkHostPath(`${path}.volumes[${String(index)}]`, hostPathOf(volume)),
    ),
    ...devices.flatMap((_, index) => checkHostPath(`${path}.devices[${String(index)}]`, "/dev")),
  ];
}

function checkCapabilities(path: string, capabilities: readonly string[]): readonly Problem[] {
  return capabilities
    .filter((name) => !ordinaryCapabilities.has(name.toUpperCase().replace(/^CAP_/, "")))
    .map((name) => ({
      path,
      problem: "must be one of Docker's default capabilities",
      got: shownValue(name),
      fix: "Remove it, or run what needs it on the guest itself.",
    }));
}

function hostPathOf(volume: ReleasedContainer["volumes"][number]): string | undefined {
  if (typeof volume !== "string") {
    return volume.type === "bind" ? (volume.source ?? "/") : undefined;
  }
  const [source = ""] = volume.split(":");
  return /^[/.~]/.test(source) ? source : undefined;
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
          got: shownValue(hostPath),
          fix: "Use a volume, or configFiles for a file.",
        },
      ];
}

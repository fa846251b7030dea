import { cpus } from "node:os";

import {
  diskVolume,
  guestContainer,
  images,
  registry,
  vlanNetwork,
  wan,
} from "@moco-sandbox/world";

import { renderLabels } from "./labels";
import { machineArguments } from "./machine-arguments";

/** A guest as its container needs it. */
export interface GuestMachine {
  readonly node: string;
  readonly vmId: number;
  readonly name: string;
  readonly vlan: number;
  /** Without prefix length. */
  readonly address: string;
  readonly gateway: string;
  readonly cores: number;
  readonly memoryMebibytes: number;
  /** In-datastore path of its own system disk. */
  readonly systemDisk: string;
  /** In-datastore path of the attached data disk; a guest without one has no /srv/data mount. */
  readonly dataDisk?: string;
  readonly image?: string;
}

/** Names that a guest must resolve although there is no internet: registries, and Cloudflare's connector edge. */
const knownHosts: readonly (readonly [string, string])[] = [
  ...registry.aliases.map((alias) => [alias, wan.registry] as const),
  ["region1.v2.argotunnel.com", wan.host],
  ["region2.v2.argotunnel.com", wan.host],
];

/** Arguments of `docker create` for a guest. */
export function renderGuestContainer(
  guest: GuestMachine,
  initArguments: readonly string[],
): readonly string[] {
  return [
    "--name",
    guestContainer(guest.name),
    "--hostname",
    guest.name,
    ...renderLabels(guest.node, guest.vmId),
    ...machineArguments,
    "--network",
    vlanNetwork(guest.node, guest.vlan),
    "--ip",
    guest.address,
    "--env",
    `GATEWAY=${guest.gateway}`,
    ...knownHosts.flatMap(([name, address]) => ["--add-host", `${name}:${address}`]),
    ...renderLimits(guest),
    // Docker in a guest needs a file system other than the container's own.
    "--volume",
    `${diskVolume(guest.node, guest.systemDisk)}:/var/lib/docker`,
    ...(guest.dataDisk === undefined
      ? []
      : ["--volume", `${diskVolume(guest.node, guest.dataDisk)}:/srv/data`]),
    guest.image ?? images.guest,
    ...initArguments,
  ];
}

/** Limits as `docker create` and `docker update` take them; more processors than there are is refused. */
export function renderLimits(
  guest: Pick<GuestMachine, "cores" | "memoryMebibytes">,
  processors = cpus().length,
): readonly string[] {
  const memory = `${String(guest.memoryMebibytes)}m`;
  return [
    "--memory",
    memory,
    "--memory-swap",
    memory,
    "--cpus",
    String(Math.min(guest.cores, processors)),
  ];
}

import ipaddr from "ipaddr.js";
import { hostIp } from "@moco-sandbox/computer/host-ip";
import { nodeContainer, vlanNetwork } from "@moco-sandbox/world";
import { docker, inContainer, inspect } from "@moco-sandbox/world/docker-command";

import { renderLabels } from "./labels";

/** A VLAN of a node as a network of the Docker engine. */
export interface VlanNetwork {
  readonly node: string;
  readonly vlan: number;
  /** `10.50.0.64/26` */
  readonly cidr: string;
  /** The node's own address in it. */
  readonly gateway: string;
}

/** Last usable address of a range: Docker insists on a gateway of its own, and nobody else wants that one. */
export function lastAddress(cidr: string): string {
  const octets = ipaddr.IPv4.broadcastAddressFromCIDR(cidr).octets;
  return [...octets.slice(0, 3), (octets[3] ?? 0) - 1].join(".");
}

/** The range that an interface address like `10.50.0.65/26` is in. */
export function networkOf(address: string): string {
  const prefix = address.slice(address.indexOf("/"));
  return ipaddr.IPv4.networkAddressFromCIDR(address).toString() + prefix;
}

/** Name of the bridge on this machine; the kernel takes 15 letters at most. */
export function bridgeName(node: string, vlan: number): string {
  return `moco-${node}-${String(vlan)}`.slice(-15);
}

/** Arguments of `docker network create` for a VLAN. */
export function renderVlanNetwork({ node, vlan, cidr }: VlanNetwork): readonly string[] {
  return [
    "--driver",
    "bridge",
    ...renderLabels(node),
    "--subnet",
    cidr,
    "--gateway",
    lastAddress(cidr),
    "--opt",
    `com.docker.network.bridge.name=${bridgeName(node, vlan)}`,
    // What leaves a VLAN does so through its node, which translates addresses itself.
    "--opt",
    "com.docker.network.bridge.enable_ip_masquerade=false",
    vlanNetwork(node, vlan),
  ];
}

/** Makes the VLAN's network, puts the node on it with the gateway's address and takes this machine off it. */
export async function ensureVlanNetwork(network: VlanNetwork): Promise<void> {
  const { node, vlan, cidr } = network;
  const name = vlanNetwork(node, vlan);
  const subnet = await inspect("network", name, "{{(index .IPAM.Config 0).Subnet}}");
  if (subnet !== undefined && subnet !== cidr) {
    throw new Error(
      `VLAN ${String(vlan)} of ${node}: range must stay ${subnet} while its network exists, got ${cidr}. Delete the VLAN first.`,
    );
  }
  if (subnet === undefined) await docker(["network", "create", ...renderVlanNetwork(network)]);
  // Docker gives the bridge an address at every start of its daemon; with it this machine would be in
  // the VLAN and reach guests without any tunnel.
  await hostIp(["address", "flush", "dev", bridgeName(node, vlan)]);
  await connectNode(network, name);
}

async function connectNode({ node, vlan, gateway }: VlanNetwork, name: string): Promise<void> {
  const container = nodeContainer(node);
  const attached = await inspect(
    "container",
    container,
    `{{with index .NetworkSettings.Networks "${name}"}}{{.IPAddress}}{{end}}`,
  );
  if (attached === undefined) {
    throw new Error(`VLAN ${String(vlan)}: node ${node} does not exist. Start it first.`);
  }
  const file = `/etc/pve-standin/interfaces/vmbr1.${String(vlan)}`;
  await inContainer(container, ["tee", file], `${gateway}\n`);
  if (attached === "") {
    // What ifreload left in its place has the same address, which Docker refuses.
    const placeholder = `ip link delete vmbr1.${String(vlan)} type bridge 2>/dev/null || true`;
    await inContainer(container, ["sh", "-c", placeholder]);
    await docker(["network", "connect", "--ip", gateway, name, container]);
  }
  await inContainer(container, ["standin-interfaces"]);
}

/** Takes the VLAN's network away; Docker refuses while guests are on it. */
export async function removeVlanNetwork(node: string, vlan: number): Promise<void> {
  const name = vlanNetwork(node, vlan);
  if ((await inspect("network", name, "{{.Id}}")) === undefined) return;
  const container = nodeContainer(node);
  const members = await inspect("network", name, "{{range .Containers}}{{println .Name}}{{end}}");
  const guests = (members ?? "").split("\n").filter((each) => each !== "" && each !== container);
  if (guests.length > 0) {
    throw new Error(
      `VLAN ${String(vlan)} of ${node}: is in use by ${guests.sort().join(", ")}. Delete those guests first.`,
    );
  }
  if ((members ?? "").includes(container)) {
    const iface = `vmbr1.${String(vlan)}`;
    await inContainer(container, ["rm", "-f", `/etc/pve-standin/interfaces/${iface}`]);
    // Docker no longer knows the interface by its new name and would leave it behind.
    await inContainer(container, ["sh", "-c", `ip link delete ${iface} 2>/dev/null || true`]);
    await docker(["network", "disconnect", "--force", name, container]);
  }
  await docker(["network", "rm", name]);
}

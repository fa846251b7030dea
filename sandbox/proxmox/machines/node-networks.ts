import { nodeContainer } from "@moco-sandbox/world";
import { inContainer } from "@moco-sandbox/world/docker-command";

import { ensureVlanNetwork, networkOf } from "./vlan-network";

/** An interface of a node as Proxmox knows it. */
export interface NodeInterface {
  readonly iface: string;
  readonly type: string;
  /** The node's address with its prefix length. */
  readonly cidr?: string;
  readonly bridge_vlan_aware?: string;
  readonly comments?: string;
}

/** A node's VLAN interfaces with an address: the networks that have to exist. */
export function vlansOf(
  node: string,
  interfaces: readonly NodeInterface[],
): readonly { node: string; vlan: number; cidr: string; gateway: string }[] {
  return interfaces.flatMap(({ iface, type, cidr }) =>
    type === "vlan" && cidr !== undefined
      ? [
          {
            node,
            vlan: Number(iface.slice(iface.lastIndexOf(".") + 1)),
            cidr: networkOf(cidr),
            gateway: cidr.slice(0, cidr.indexOf("/")),
          },
        ]
      : [],
  );
}

/** The node's interfaces, applied or about to be. */
export async function readInterfaces(node: string): Promise<readonly NodeInterface[]> {
  const command = ["pvesh", "get", `/nodes/${node}/network`, "--output-format", "json"];
  return JSON.parse(await inContainer(nodeContainer(node), command)) as NodeInterface[];
}

/**
 * Makes the network of every VLAN interface that the node has been given. To be called after anything
 * ran in the node that configures interfaces, its bootstrap above all: a container cannot do it itself.
 */
export async function ensureNodeNetworks(node: string): Promise<void> {
  for (const vlan of vlansOf(node, await readInterfaces(node))) await ensureVlanNetwork(vlan);
}

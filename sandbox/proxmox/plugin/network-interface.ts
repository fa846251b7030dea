import type { Values } from "@moco-sandbox/provider-framework/plugin";
import { nodeContainer } from "@moco-sandbox/world";
import { inContainer } from "@moco-sandbox/world/docker-command";

import { withNodeLock } from "../machines/node-lock";
import { readInterfaces, vlansOf } from "../machines/node-networks";
import { ensureVlanNetwork, removeVlanNetwork } from "../machines/vlan-network";
import { askNode, type Need } from "./node-api";
import type { ProviderConfig } from "./provider-config";

// Bridges and VLANs go the way that bootstrap goes on the node itself, so that both share one record.

interface NewInterface {
  readonly node: string;
  readonly iface: string;
  readonly options: Readonly<Record<string, string>>;
}

function needs(node: string): readonly Need[] {
  return [[`/nodes/${node}`, "Sys.Modify"]];
}

/** Gives the node an interface and applies it. */
export async function createInterface(
  config: ProviderConfig,
  { node, iface, options }: NewInterface,
): Promise<{ readonly id: string }> {
  await askNode(config, node, needs(node));
  const path = `/nodes/${node}/network`;
  await withNodeLock(node, async () => {
    const words = Object.entries({ iface, ...options }).flatMap(([key, value]) => [
      `--${key}`,
      value,
    ]);
    await pvesh(node, ["create", path, ...words]);
    await pvesh(node, ["set", path]);
    const created = (await readInterfaces(node)).filter((each) => each.iface === iface);
    for (const vlan of vlansOf(node, created)) await ensureVlanNetwork(vlan);
  });
  return { id: `${node}:${iface}` };
}

/** What the node knows of an interface now; `undefined` when it is gone. */
export async function readInterface(
  config: ProviderConfig,
  id: string,
  state: Values,
): Promise<Values | undefined> {
  const [node = "", iface] = id.split(":");
  await askNode(config, node, [[`/nodes/${node}`, "Sys.Audit"]]);
  const found = (await readInterfaces(node)).find((each) => each.iface === iface);
  if (found === undefined) return undefined;
  return {
    ...state,
    nodeName: node,
    name: found.iface,
    ...(found.cidr !== undefined && { address: found.cidr }),
    ...(found.comments !== undefined && { comment: found.comments }),
  };
}

/** Takes an interface from the node, with the network of its VLAN. */
export async function deleteInterface(config: ProviderConfig, id: string): Promise<void> {
  const [node = "", iface = ""] = id.split(":");
  await askNode(config, node, needs(node));
  await withNodeLock(node, async () => {
    const tag = /\.(\d+)$/.exec(iface)?.[1];
    if (tag !== undefined) await removeVlanNetwork(node, Number(tag));
    if (!(await readInterfaces(node)).some((each) => each.iface === iface)) return;
    await pvesh(node, ["delete", `/nodes/${node}/network/${iface}`]);
    await pvesh(node, ["set", `/nodes/${node}/network`]);
  });
}

async function pvesh(node: string, words: readonly string[]): Promise<string> {
  return inContainer(nodeContainer(node), ["pvesh", ...words]);
}

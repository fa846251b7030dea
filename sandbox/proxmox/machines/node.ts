import { setTimeout as sleep } from "node:timers/promises";

import { images, nodeContainer, wan } from "@moco-sandbox/world";
import { docker, inContainer, inspect } from "@moco-sandbox/world/docker-command";

import { nodeLabel, renderLabels } from "./labels";
import { machineArguments, renderInitArguments } from "./machine-arguments";
import { applyFirewall } from "./node-firewall";
import { readRecord } from "./node-record";
import { ensureNodeNetworks } from "./node-networks";

/** A node, and where on the stand-in for the internet it is. */
export interface NodePlace {
  /** Its name in Proxmox, which is its hostname. */
  readonly name: string;
  readonly address: string;
}

/** Arguments of `docker run` for a node: on the stand-in for the internet, nothing else yet. */
export function renderNodeContainer(
  { name, address }: NodePlace,
  image: string,
  initArguments: readonly string[],
): readonly string[] {
  return [
    "--detach",
    "--name",
    nodeContainer(name),
    "--hostname",
    name,
    ...renderLabels(name),
    ...machineArguments,
    "--network",
    wan.network,
    "--ip",
    address,
    // Off until the bootstrap turns it on, as the installer leaves it.
    "--sysctl=net.ipv4.ip_forward=0",
    "--add-host",
    `region1.v2.argotunnel.com:${wan.host}`,
    "--add-host",
    `region2.v2.argotunnel.com:${wan.host}`,
    // A node runs no Docker; without this its image would leave a volume behind.
    "--tmpfs=/var/lib/docker",
    image,
    ...initArguments,
  ];
}

/** Starts the node, or mends what a restart of the engine undid; ready when its API answers. */
export async function ensureNode(node: NodePlace, image: string = images.node): Promise<void> {
  const container = nodeContainer(node.name);
  const state = await inspect("container", container, "{{.State.Running}}");
  if (state === undefined) {
    const arguments_ = renderNodeContainer(node, image, await initArguments());
    await docker(["run", ...arguments_]);
    await inContainer(container, ["tee", "/etc/pve-standin/interfaces/vmbr0"], node.address);
    await inContainer(container, ["tee", "/etc/pve-standin/uplink-gateway"], wan.host);
  } else if (state !== "true") {
    await docker(["start", container]);
  }
  await inContainer(container, ["standin-interfaces"]);
  await ensureNodeNetworks(node.name);
  await applyFirewall(node.name, await readRecord(node.name));
  await waitForApi(container);
}

/** Removes the node with everything on it: guests, networks, disks. */
export async function removeNode(node: string): Promise<void> {
  await removeLabelled(`${nodeLabel}=${node}`);
}

/** Removes every node that is on this machine, those that an interrupted test has left, too. */
export async function removeNodes(): Promise<void> {
  await removeLabelled(nodeLabel);
}

async function removeLabelled(label: string): Promise<void> {
  const filter = ["--filter", `label=${label}`];
  const remove = async (list: readonly string[], command: readonly string[]): Promise<void> => {
    const names = (await docker([...list, ...filter])).split("\n").filter((name) => name !== "");
    if (names.length > 0) await docker([...command, ...new Set(names)]);
  };
  await remove(["ps", "-aq"], ["rm", "--force", "--volumes"]);
  await remove(["network", "ls", "-q"], ["network", "rm"]);
  await remove(["volume", "ls", "-q"], ["volume", "rm"]);
  await remove(["images", "-q"], ["rmi", "--force"]);
}

/** What a machine's init is started with on this engine. */
export async function initArguments(): Promise<readonly string[]> {
  return renderInitArguments(await docker(["info", "--format", "{{.CgroupVersion}}"]));
}

async function waitForApi(container: string): Promise<void> {
  const ask = "exec 3<>/dev/tcp/127.0.0.1/8006";
  for (let attempt = 0; attempt < 240; attempt += 1) {
    try {
      await inContainer(container, ["bash", "-c", ask]);
      return;
    } catch {
      await sleep(250);
    }
  }
  const words = await inContainer(container, ["journalctl", "-n", "20", "--no-pager"]);
  throw new Error(`node ${container}: its API does not answer. Its last log lines:\n${words}`);
}

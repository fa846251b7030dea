import { nodeContainer } from "@moco-sandbox/world";
import { inContainer } from "@moco-sandbox/world/docker-command";

import type { FirewallRule } from "./firewall";
import { withNodeLock } from "./node-lock";

/** What a node knows of its guests. It is kept in the node, so it goes when the node goes. */
export interface NodeRecord {
  /** By number, as text. */
  readonly guests: Readonly<Record<string, GuestRecord>>;
  /** Images and other files by volume id, `local:import/debian-13.qcow2`. */
  readonly files: Readonly<Record<string, FileRecord>>;
  readonly firewalls: Readonly<Record<string, FirewallRecord>>;
  readonly pools: Readonly<Record<string, string>>;
}

export interface GuestRecord {
  readonly vmId: number;
  readonly name: string;
  readonly started: boolean;
  readonly protection: boolean;
  readonly cores: number;
  readonly memory: number;
  readonly description: string;
  readonly tags: readonly string[];
  readonly disks: readonly DiskRecord[];
  /** A guest that was never started needs none. */
  readonly network?: GuestNetwork;
  /** Volume id of the cloud-init user data. */
  readonly userDataFileId?: string;
}

export interface DiskRecord {
  readonly interface: string;
  readonly datastoreId: string;
  readonly pathInDatastore: string;
  readonly size: number;
}

export interface GuestNetwork {
  readonly bridge: string;
  readonly vlan: number;
  /** With prefix length. */
  readonly address: string;
  readonly gateway: string;
  readonly macAddress: string;
  /** The interface takes part in the guest's firewall. */
  readonly firewall: boolean;
}

export interface FileRecord {
  readonly url?: string;
  readonly checksum?: string;
  readonly size: number;
}

export interface FirewallRecord {
  /** As somebody set them. None: what Proxmox answers is empty, and its defaults count. */
  readonly options?: FirewallOptions;
  readonly rules: readonly FirewallRule[];
}

export interface FirewallOptions {
  readonly enabled: boolean;
  readonly inputPolicy: "ACCEPT" | "DROP" | "REJECT";
  readonly outputPolicy: "ACCEPT" | "DROP" | "REJECT";
}

/** What counts for a guest whose firewall nobody touched. */
export const untouchedOptions: FirewallOptions = {
  enabled: false,
  inputPolicy: "DROP",
  outputPolicy: "ACCEPT",
};

const recordFile = "/etc/pve-standin/record.json";
const empty: NodeRecord = { guests: {}, files: {}, firewalls: {}, pools: {} };

/** The node's record as it is now. */
export async function readRecord(node: string): Promise<NodeRecord> {
  const text = await inContainer(nodeContainer(node), [
    "sh",
    "-c",
    `cat ${recordFile} 2>/dev/null || echo "{}"`,
  ]);
  return { ...empty, ...(JSON.parse(text) as Partial<NodeRecord>) };
}

/** Changes the node's record; nobody else reads or writes it meanwhile, and a throw changes nothing. */
export async function changeRecord(
  node: string,
  change: (record: NodeRecord) => NodeRecord | Promise<NodeRecord>,
): Promise<NodeRecord> {
  return withNodeLock(node, async () => {
    const changed = await change(await readRecord(node));
    const write = `umask 077; cat >${recordFile}.new && mv ${recordFile}.new ${recordFile}`;
    await inContainer(nodeContainer(node), ["sh", "-c", write], JSON.stringify(changed, null, 2));
    return changed;
  });
}

/** A record of things without one of them. */
export function without<T>(things: Readonly<Record<string, T>>, key: string): Record<string, T> {
  return Object.fromEntries(Object.entries(things).filter(([each]) => each !== key));
}

import { randomBytes } from "node:crypto";

import type { Values } from "@moco-sandbox/provider-framework/plugin";

import type { GuestMachine } from "../machines/guest-container";
import type { DiskRecord, GuestNetwork, GuestRecord, NodeRecord } from "../machines/node-record";
import { ownerOf } from "../machines/disk";
import type { WantedGuest, WantedNetwork } from "./wanted-guest";

/** The guest as the node will record it; throws where its number, name or address is taken. */
export function planGuest(
  guest: WantedGuest,
  disks: readonly DiskRecord[],
  record: NodeRecord,
): GuestRecord {
  const { vmId, name, started, protection, cores, memory, description, tags, network } = guest;
  for (const other of Object.values(record.guests)) {
    if (other.vmId === vmId) continue;
    if (network !== undefined && addressOf(other.network) === addressOf(network)) {
      throw new Error(
        `proxmoxve: VM ${String(vmId)} (${name}): address ${addressOf(network)} is taken by VM ${String(other.vmId)} (${other.name}). Choose another one.`,
      );
    }
    if (other.name === name) {
      throw new Error(
        `proxmoxve: VM ${String(vmId)}: name ${name} is taken by VM ${String(other.vmId)}, and a container's name must be its own here. Choose another one.`,
      );
    }
  }
  const before = record.guests[String(vmId)]?.network;
  return {
    vmId,
    name,
    started,
    protection,
    cores,
    memory,
    description,
    tags,
    disks,
    ...(network !== undefined && {
      network: {
        ...network,
        macAddress: network.macAddress ?? before?.macAddress ?? newMacAddress(),
      },
    }),
    ...(guest.userDataFileId !== undefined && { userDataFileId: guest.userDataFileId }),
  };
}

/**
 * The guest as a container. Its MAC address is the record's only: no client from Docker 25 on can set
 * one with an older engine, and nothing but the guest's generation depends on it.
 */
export function machineOf(node: string, guest: GuestRecord, network: GuestNetwork): GuestMachine {
  const foreign = guest.disks.find(
    ({ pathInDatastore }) => ownerOf(pathInDatastore) !== guest.vmId,
  );
  const system = guest.disks.find(({ pathInDatastore }) => ownerOf(pathInDatastore) === guest.vmId);
  if (system === undefined) {
    throw new Error(
      `proxmoxve: VM ${String(guest.vmId)} (${guest.name}) has no disk of its own to start from. Give it one with importFrom.`,
    );
  }
  return {
    node,
    vmId: guest.vmId,
    name: guest.name,
    vlan: network.vlan,
    address: addressOf(network),
    gateway: network.gateway,
    cores: guest.cores,
    memoryMebibytes: guest.memory,
    systemDisk: system.pathInDatastore,
    ...(foreign !== undefined && { dataDisk: foreign.pathInDatastore }),
  };
}

/** What the provider reports of a guest besides its inputs. */
export function outputsOf(guest: GuestRecord, inputs: Values): Values {
  const { network, disks } = guest;
  const wanted = (inputs["disks"] ?? []) as readonly Values[];
  return {
    vmId: guest.vmId,
    name: guest.name,
    started: guest.started,
    // What Docker in the guest makes would be reported as well; nobody may rely on these.
    ipv4Addresses: network === undefined ? [] : [["127.0.0.1"], [addressOf(network)]],
    ipv6Addresses: network === undefined ? [] : [["::1"], []],
    networkInterfaceNames: network === undefined ? [] : ["lo", "eth0"],
    macAddresses: network === undefined ? [] : ["00:00:00:00:00:00", network.macAddress],
    ...(network !== undefined && {
      networkDevices: ((inputs["networkDevices"] ?? []) as readonly Values[]).map((device) => ({
        enabled: true,
        model: "virtio",
        ...device,
        macAddress: network.macAddress,
      })),
    }),
    ...(disks.length > 0 && {
      disks: disks.map(({ interface: name, datastoreId, pathInDatastore, size }) => ({
        ...wanted.find((disk) => disk["interface"] === name),
        interface: name,
        datastoreId,
        pathInDatastore,
        size,
      })),
    }),
  };
}

function addressOf(network: Pick<WantedNetwork, "address"> | undefined): string {
  return network?.address.replace(/\/.*/, "") ?? "";
}

/** In the range of Proxmox' own vendor, as it hands them out. */
function newMacAddress(): string {
  const own = [...randomBytes(3)].map((byte) => byte.toString(16).padStart(2, "0"));
  return ["BC", "24", "11", ...own].join(":").toUpperCase();
}

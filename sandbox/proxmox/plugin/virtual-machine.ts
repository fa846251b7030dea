import { randomUUID } from "node:crypto";

import type { ResourceHandler, Values } from "@moco-sandbox/provider-framework/plugin";

import { createDisk, removeDisk } from "../machines/disk";
import {
  createGuest,
  isGuestRunning,
  limitGuest,
  refitGuest,
  startGuest,
  stopGuest,
} from "../machines/guest";
import { readInterfaces } from "../machines/node-networks";
import { applyFirewall } from "../machines/node-firewall";
import {
  changeRecord,
  type DiskRecord,
  type GuestRecord,
  type NodeRecord,
  readRecord,
} from "../machines/node-record";
import { renderSeed } from "../machines/seed";
import { sightNeeds } from "./disk-needs";
import { checkRunning } from "./check-running";
import { forgetGuest, presentGuest } from "./present-guest";
import { ownDisks, planDisks } from "./guest-disks";
import { needsOf } from "./guest-needs";
import { machineOf, outputsOf, planGuest } from "./guest-record";
import { askNode } from "./node-api";
import type { ProviderConfig } from "./provider-config";
import { readSnippet } from "./snippet";
import { storageFor } from "./storage";
import { checkGuest, parseGuest, type WantedGuest } from "./wanted-guest";

/** A guest: a machine in a container, or, never started, only the owner of its disks. */
export const virtualMachine: ResourceHandler<ProviderConfig> = {
  replacesOn: (changed) => changed.filter((property) => ["vmId", "nodeName"].includes(property)),
  check: checkGuest,

  create: async (inputs, { config, name, log }) => {
    const node = String(inputs["nodeName"]);
    const vmId = Number(inputs["vmId"] ?? (await freeNumber(node)));
    const wanted = parseGuest(inputs, vmId, name);
    await askNode(config, node, needsOf(wanted, inputs));
    await checkPlaces(wanted);
    const seed = renderSeed(wanted.name, randomUUID(), await userDataOf(wanted));
    let created: readonly DiskRecord[] = [];
    const { guest } = await recordGuest(wanted, true, (disks) => {
      created = disks;
    });
    const made: DiskRecord[] = [];
    try {
      for (const disk of created) {
        await createDisk(node, vmId, disk.pathInDatastore);
        made.push(disk);
      }
      if (guest.started && guest.network !== undefined) {
        log("starting", "status");
        await createGuest(machineOf(node, guest, guest.network), seed);
        await startGuest(guest.name);
      }
    } catch (error) {
      // As with Proxmox: a guest that could not be made leaves nothing behind, and takes nothing along.
      await forgetGuest(node, { ...guest, disks: made });
      throw error;
    }
    return { id: String(vmId), outputs: outputsOf(guest, inputs) };
  },

  read: async (id, state, { config }) => {
    const node = String(state["nodeName"]);
    await askNode(config, node, [[`/vms/${id}`, "VM.Audit"]]);
    const guest = await presentGuest(node, id);
    if (guest === undefined) return undefined;
    await askNode(config, node, sightNeeds(guest.vmId, guest.disks));
    const running = await isGuestRunning(guest.name);
    const { protection, description, tags } = guest;
    return {
      ...state,
      ...outputsOf(guest, state),
      started: running ?? false,
      protection,
      ...(state["description"] !== undefined && { description }),
      ...(state["tags"] !== undefined && { tags }),
      cpu: { ...(state["cpu"] as Values | undefined), cores: guest.cores },
      memory: { ...(state["memory"] as Values | undefined), dedicated: guest.memory },
    };
  },

  update: async (id, inputs, state, { config, name, log }) => {
    const node = String(state["nodeName"]);
    const wanted = parseGuest(inputs, Number(id), name);
    await askNode(config, node, needsOf(wanted, inputs, state));
    await checkPlaces(wanted);
    let created: readonly DiskRecord[] = [];
    const { before, guest } = await recordGuest(wanted, false, (disks) => {
      created = disks;
    });
    const made: DiskRecord[] = [];
    try {
      for (const disk of created) {
        await createDisk(node, guest.vmId, disk.pathInDatastore);
        made.push(disk);
      }
      await applyChanges(node, before ?? guest, guest, async () => userDataOf(wanted), log);
    } catch (error) {
      if (before !== undefined) await putGuest(node, before);
      for (const disk of made) await removeDisk(node, disk.pathInDatastore).catch(() => undefined);
      throw error;
    }
    return outputsOf(guest, inputs);
  },

  delete: async (id, state, { config, log }) => {
    const node = String(state["nodeName"]);
    await askNode(config, node, [[`/vms/${id}`, "VM.Allocate"]]);
    const record = await readRecord(node);
    const guest = record.guests[id];
    if (guest === undefined) return;
    if (guest.protection) {
      throw new Error(
        `proxmoxve: can't remove VM ${id} (${guest.name}) - protection mode enabled. Set protection to false first.`,
      );
    }
    const graceful = state["stopOnDestroy"] !== true;
    const patience = Number(state["timeoutShutdownVm"] ?? 1_800);
    if (!(await stopGuest(guest.name, graceful ? patience : 0)) && graceful) {
      // Proxmox switches it off when its time is up, which is when the provider stops waiting for that.
      throw new Error(
        `proxmoxve: timeout while waiting for task "UPID:${node}:qmshutdown:${id}" to complete`,
      );
    }
    await forgetGuest(node, guest, (disk) => {
      log(`Could not remove disk '${disk.datastoreId}:${disk.pathInDatastore}'`, "warning");
    });
  },
};

/** The storages, the bridge and the VLAN that a guest names have to be there. */
async function checkPlaces({ node, vmId, disks, network }: WantedGuest): Promise<void> {
  for (const id of new Set(disks.map(({ datastoreId }) => datastoreId))) {
    await storageFor(node, id, "images");
  }
  if (network === undefined) return;
  const { bridge, vlan } = network;
  const interfaces = await readInterfaces(node);
  if (!interfaces.some(({ iface }) => iface === bridge)) {
    throw new Error(
      `proxmoxve: VM ${String(vmId)}: bridge '${bridge}' does not exist on ${node}. Use ${listNames(interfaces, "bridge")}.`,
    );
  }
  if (!interfaces.some(({ iface }) => iface === `${bridge}.${String(vlan)}`)) {
    throw new Error(
      `proxmoxve: VM ${String(vmId)}: VLAN ${String(vlan)} has no interface ${bridge}.${String(vlan)} on ${node}, so nothing would answer there. Make it first; there are ${listNames(interfaces, "vlan")}.`,
    );
  }
}

function listNames(interfaces: Awaited<ReturnType<typeof readInterfaces>>, type: string): string {
  const names = interfaces.filter((each) => each.type === type).map(({ iface }) => iface);
  return names.length === 0 ? "none" : names.sort().join(", ");
}

async function userDataOf({ node, userDataFileId }: WantedGuest): Promise<string | undefined> {
  if (userDataFileId === undefined) return undefined;
  const content = await readSnippet(node, userDataFileId);
  if (content === undefined) {
    throw new Error(
      `proxmoxve: initialization.userDataFileId: volume '${userDataFileId}' does not exist on ${node}. Upload it first: dependsOn.`,
    );
  }
  return content;
}

async function freeNumber(node: string): Promise<number> {
  const { guests } = await readRecord(node);
  let number = 100;
  while (guests[String(number)] !== undefined) number += 1;
  return number;
}

/** Enters the guest into the node's record, so that nobody else takes its number, address or disks. */
async function recordGuest(
  wanted: WantedGuest,
  isNew: boolean,
  onDisks: (created: readonly DiskRecord[]) => void,
): Promise<{ readonly before: GuestRecord | undefined; readonly guest: GuestRecord }> {
  const id = String(wanted.vmId);
  let before: GuestRecord | undefined;
  const record = await changeRecord(wanted.node, (found) => {
    before = found.guests[id];
    if (isNew && before !== undefined) {
      throw new Error(
        `proxmoxve: unable to create VM ${id} - VM ${id} already exists on node '${wanted.node}' (${before.name}). Choose another vmId.`,
      );
    }
    if (!isNew && before === undefined) {
      throw new Error(
        `proxmoxve: VM ${id} does not exist on node '${wanted.node}'. Refresh the stack.`,
      );
    }
    const { disks, created } = planDisks(wanted, found);
    const guest = planGuest(wanted, disks, found);
    if (before?.started === true) checkRunning(before, guest);
    onDisks(created);
    return { ...found, guests: { ...found.guests, [id]: guest } };
  });
  const guest = record.guests[id];
  if (guest === undefined) throw new Error(`proxmoxve: VM ${id} was not recorded.`);
  if (!isNew) await applyFirewall(wanted.node, record);
  return { before, guest };
}

async function putGuest(node: string, guest: GuestRecord): Promise<NodeRecord> {
  return changeRecord(node, (record) => ({
    ...record,
    guests: { ...record.guests, [String(guest.vmId)]: guest },
  }));
}

async function applyChanges(
  node: string,
  before: GuestRecord,
  guest: GuestRecord,
  readUserData: () => Promise<string | undefined>,
  log: (message: string, severity?: "status" | "info" | "warning" | "error") => void,
): Promise<void> {
  const { network } = guest;
  if (network !== undefined) {
    const exists = (await isGuestRunning(before.name)) !== undefined;
    const machine = machineOf(node, guest, network);
    if (!exists) {
      if (!guest.started) return;
      await createGuest(machine, renderSeed(guest.name, randomUUID(), await readUserData()));
    } else if (fittingOf(node, before) !== fittingOf(node, guest)) {
      log(
        "rebooting: a container gets other disks, interfaces or names only when it starts",
        "info",
      );
      await readUserData();
      await refitGuest(before.name, machine);
    } else if (before.cores !== guest.cores || before.memory !== guest.memory) {
      await limitGuest(guest.name, machine);
    }
  }
  if (guest.started) {
    // Proxmox makes the cloud-init drive anew at every start, and cannot without the snippet.
    if ((await isGuestRunning(guest.name)) !== true) await readUserData();
    await startGuest(guest.name);
  } else {
    await stopGuest(guest.name);
  }
  for (const disk of ownDisks(guest.vmId, before.disks)) {
    if (guest.disks.some(({ pathInDatastore }) => pathInDatastore === disk.pathInDatastore))
      continue;
    await removeDisk(node, disk.pathInDatastore);
  }
}

/** Everything that a container cannot change while it exists. */
function fittingOf(node: string, guest: GuestRecord): string {
  if (guest.network === undefined) return guest.name;
  const fixed = { ...machineOf(node, guest, guest.network), cores: 0, memoryMebibytes: 0 };
  return JSON.stringify(fixed);
}

import { ownerOf } from "../machines/disk";
import type { DiskRecord, NodeRecord } from "../machines/node-record";
import type { WantedDisk, WantedGuest } from "./wanted-guest";

/** A guest's disks after a change: all of them, and those of its own that have to be made. */
export interface DiskPlan {
  readonly disks: readonly DiskRecord[];
  readonly created: readonly DiskRecord[];
}

/** Works out a guest's disks from what is wanted and what is there; throws what Proxmox would refuse. */
export function planDisks(guest: WantedGuest, record: NodeRecord): DiskPlan {
  const before = record.guests[String(guest.vmId)]?.disks ?? [];
  const disks: DiskRecord[] = [];
  const created: DiskRecord[] = [];
  for (const wanted of guest.disks) {
    const present = before.find((disk) => disk.interface === wanted.interface);
    const isForeign =
      wanted.pathInDatastore !== undefined && ownerOf(wanted.pathInDatastore) !== guest.vmId;
    if (isForeign) {
      disks.push(attach(guest, wanted, present, record));
    } else if (present !== undefined && ownerOf(present.pathInDatastore) === guest.vmId) {
      disks.push(resize(guest, wanted, present));
    } else {
      const taken = [...before, ...disks].map(({ pathInDatastore }) => pathInDatastore);
      const disk = invent(guest, wanted, taken, record);
      created.push(disk);
      disks.push(disk);
    }
  }
  return { disks, created };
}

function attach(
  guest: WantedGuest,
  wanted: WantedDisk,
  present: DiskRecord | undefined,
  record: NodeRecord,
): DiskRecord {
  const path = wanted.pathInDatastore ?? "";
  const owner = record.guests[String(ownerOf(path))];
  const owned = owner?.disks.find(
    (disk) => disk.pathInDatastore === path && disk.datastoreId === wanted.datastoreId,
  );
  if (present?.pathInDatastore === path && present.datastoreId !== wanted.datastoreId) {
    throw new Error(
      `proxmoxve: Cannot move ${present.datastoreId}:${path} to datastore ${wanted.datastoreId} in VM ${String(guest.vmId)} configuration, it is not owned by this VM!`,
    );
  }
  if (owner === undefined || owned === undefined) {
    throw new Error(
      `proxmoxve: ${describe(guest, wanted)}: volume '${wanted.datastoreId}:${path}' does not exist. Make its guest first.`,
    );
  }
  if (present?.pathInDatastore === path && wanted.size !== present.size) {
    throw new Error(
      `proxmoxve: ${describe(guest, wanted)}: the disk belongs to VM ${String(owner.vmId)} (${owner.name}) and cannot be resized here, got ${String(wanted.size)}. Resize it there.`,
    );
  }
  const other = Object.values(record.guests).find(
    ({ vmId, started, disks }) =>
      vmId !== guest.vmId && started && disks.some((disk) => disk.pathInDatastore === path),
  );
  if (other !== undefined) {
    throw new Error(
      `proxmoxve: ${describe(guest, wanted)}: volume '${wanted.datastoreId}:${path}' is in use by VM ${String(other.vmId)} (${other.name}). Detach it there first.`,
    );
  }
  return {
    interface: wanted.interface,
    datastoreId: wanted.datastoreId,
    pathInDatastore: path,
    size: wanted.size,
  };
}

function resize(guest: WantedGuest, wanted: WantedDisk, present: DiskRecord): DiskRecord {
  if (wanted.size < present.size) {
    throw new Error(
      `proxmoxve: ${describe(guest, wanted)}: disks cannot shrink from ${String(present.size)} to ${String(wanted.size)}. Keep its size, or make a new disk and move the data.`,
    );
  }
  return { ...present, datastoreId: wanted.datastoreId, size: wanted.size };
}

function invent(
  guest: WantedGuest,
  wanted: WantedDisk,
  taken: readonly string[],
  record: NodeRecord,
): DiskRecord {
  if (wanted.importFrom !== undefined && record.files[wanted.importFrom] === undefined) {
    throw new Error(
      `proxmoxve: ${describe(guest, wanted)}: volume '${wanted.importFrom}' does not exist. Let the node download it first.`,
    );
  }
  let number = 0;
  const pathOf = (): string => `vm-${String(guest.vmId)}-disk-${String(number)}`;
  while (taken.includes(pathOf())) number += 1;
  return {
    interface: wanted.interface,
    datastoreId: wanted.datastoreId,
    pathInDatastore: pathOf(),
    size: wanted.size,
  };
}

function describe({ vmId, name }: WantedGuest, disk: WantedDisk): string {
  return `${disk.interface} of VM ${String(vmId)} (${name})`;
}

/** The disks that go when their guest goes. */
export function ownDisks(vmId: number, disks: readonly DiskRecord[]): readonly DiskRecord[] {
  return disks.filter(({ pathInDatastore }) => ownerOf(pathInDatastore) === vmId);
}

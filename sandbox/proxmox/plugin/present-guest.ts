import { removeDisk } from "../machines/disk";
import { isGuestRunning, removeGuest } from "../machines/guest";
import { applyFirewall } from "../machines/node-firewall";
import {
  changeRecord,
  type DiskRecord,
  type GuestRecord,
  readRecord,
  without,
} from "../machines/node-record";
import { ownDisks } from "./guest-disks";

/**
 * A guest as its node has it. One whose machine somebody took away by hand is gone, and like a guest
 * that was destroyed on Proxmox' console it has taken its own disks and its firewall along.
 */
export async function presentGuest(node: string, id: string): Promise<GuestRecord | undefined> {
  const guest = (await readRecord(node)).guests[id];
  if (guest?.started !== true) return guest;
  if ((await isGuestRunning(guest.name)) !== undefined) return guest;
  await forgetGuest(node, guest);
  return undefined;
}

/**
 * Removes a guest's machine, its own disks, its firewall, and then the node's memory of it. As with
 * Proxmox, a disk that another machine holds open stays behind with a warning, and stops nothing.
 */
export async function forgetGuest(
  node: string,
  guest: GuestRecord,
  onKeptDisk: (disk: DiskRecord) => void = () => undefined,
): Promise<void> {
  const id = String(guest.vmId);
  await removeGuest(guest.name);
  const others = Object.values((await readRecord(node)).guests).filter(
    ({ vmId, started }) => vmId !== guest.vmId && started,
  );
  for (const disk of ownDisks(guest.vmId, guest.disks)) {
    const { pathInDatastore } = disk;
    const isHeld = others.some(({ disks }) =>
      disks.some((each) => each.pathInDatastore === pathInDatastore),
    );
    if (isHeld) onKeptDisk(disk);
    else await removeDisk(node, pathInDatastore);
  }
  await changeRecord(node, async (record) => {
    const changed = {
      ...record,
      guests: without(record.guests, id),
      firewalls: without(record.firewalls, id),
    };
    await applyFirewall(node, changed);
    return changed;
  });
}

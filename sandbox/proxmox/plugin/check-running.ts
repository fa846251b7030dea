import type { GuestRecord } from "../machines/node-record";
import { ownDisks } from "./guest-disks";

/** Throws what the provider refuses a machine that runs, as it may not switch it off: `rebootAfterUpdate`. */
export function checkRunning(before: GuestRecord, guest: GuestRecord): void {
  const grows = before.disks.some(({ interface: name, size }) =>
    guest.disks.some((disk) => disk.interface === name && disk.size > size),
  );
  const needsReboot = before.cores !== guest.cores || before.memory !== guest.memory;
  const moves = ownDisks(guest.vmId, before.disks).some(({ interface: name, datastoreId }) =>
    guest.disks.some((disk) => disk.interface === name && disk.datastoreId !== datastoreId),
  );
  const refused = moves ? "move disks between datastores" : grows && needsReboot && "resize disks";
  if (refused === false) return;
  throw new Error(
    `proxmoxve: VM ${String(guest.vmId)} (${guest.name}): cannot ${refused} while the VM is running because this change requires the VM to be powered off, but automatic power-offs/reboots are disabled by 'reboot_after_update = false'`,
  );
}

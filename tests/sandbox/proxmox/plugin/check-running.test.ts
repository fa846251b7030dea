import type { GuestRecord } from "../../../../sandbox/proxmox/machines/node-record";
import { checkRunning } from "../../../../sandbox/proxmox/plugin/check-running";

const system = {
  interface: "scsi0",
  datastoreId: "local-lvm",
  pathInDatastore: "vm-120-disk-0",
  size: 16,
};
const guest: GuestRecord = {
  vmId: 120,
  name: "pm1-apps",
  started: true,
  protection: false,
  cores: 2,
  memory: 2_048,
  description: "",
  tags: [],
  disks: [system],
};
const larger = { ...guest, disks: [{ ...system, size: 32 }] };

describe("checkRunning", () => {
  it("lets a disk grow alone, and cores and memory change alone", () => {
    expect(() => {
      checkRunning(guest, larger);
      checkRunning(guest, { ...guest, cores: 4, memory: 4_096 });
    }).not.toThrow();
  });

  it.each([{ cores: 4 }, { memory: 4_096 }])("refuses a disk that grows with %j", (change) => {
    expect(() => {
      checkRunning(guest, { ...larger, ...change });
    }).toThrow(
      "proxmoxve: VM 120 (pm1-apps): cannot resize disks while the VM is running because this change requires the VM to be powered off, but automatic power-offs/reboots are disabled by 'reboot_after_update = false'",
    );
  });

  it("refuses to move a disk to another storage", () => {
    expect(() => {
      checkRunning(guest, { ...guest, disks: [{ ...system, datastoreId: "local-zfs" }] });
    }).toThrow("proxmoxve: VM 120 (pm1-apps): cannot move disks between datastores while");
  });
});

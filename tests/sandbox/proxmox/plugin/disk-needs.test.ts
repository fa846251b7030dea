import { diskNeeds } from "../../../../sandbox/proxmox/plugin/disk-needs";
import { parseGuest } from "../../../../sandbox/proxmox/plugin/wanted-guest";

describe("diskNeeds", () => {
  it("asks for space where a disk is made, and for sight of every disk, its image and its owner", () => {
    const guest = parseGuest(
      {
        nodeName: "pm1",
        started: false,
        disks: [
          { interface: "scsi0", datastoreId: "fast", importFrom: "local:import/debian.qcow2" },
          { interface: "scsi1", datastoreId: "slow", pathInDatastore: "vm-1120-disk-0" },
        ],
      },
      120,
      "pm1-apps",
    );
    expect(diskNeeds(guest)).toEqual([
      ["/storage/fast", "Datastore.Audit"],
      ["/vms/120", "VM.Config.Disk"],
      ["/storage/fast", "Datastore.AllocateSpace"],
      ["/storage/local", "Datastore.Audit"],
      ["/storage/slow", "Datastore.Audit"],
      ["/vms/1120", "VM.Config.Disk"],
    ]);
  });
});

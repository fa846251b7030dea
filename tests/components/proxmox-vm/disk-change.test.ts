import { checkDiskChange, type MachineInputs } from "../../../components/proxmox-vm/disk-change";
import { renderProblem } from "../../../model/basics/problem";
import { aGuestPlan } from "../../support/location-plan";

const there: MachineInputs = {
  disks: [
    { size: 16, datastoreId: "local-lvm" },
    { size: 64, datastoreId: "local-lvm" },
  ],
  cpu: { cores: 4 },
  memory: { dedicated: 8_192 },
};

function saidOf(
  disk: "systemDisk" | "dataDisk",
  becomes: MachineInputs,
  was: MachineInputs = there,
): readonly string[] {
  const guest = aGuestPlan({ systemDisk: "8g", dataDisk: "32g" });
  return checkDiskChange(guest, disk, was, becomes).map(renderProblem);
}

describe("checkDiskChange", () => {
  it("lets a disk stay, or grow alone, and cores and memory change alone", () => {
    expect(saidOf("systemDisk", there)).toEqual([]);
    expect(saidOf("systemDisk", { ...there, disks: [{ size: 32 }] })).toEqual([]);
    expect(saidOf("systemDisk", { ...there, cpu: { cores: 2 } })).toEqual([]);
    expect(saidOf("dataDisk", { disks: [{ size: 128 }] }, { disks: [{ size: 64 }] })).toEqual([]);
  });

  it("refuses a smaller disk, by what it is in the configuration", () => {
    expect(saidOf("systemDisk", { ...there, disks: [{ size: 8 }] })).toEqual([
      "guests.pm1-apps.systemDisk is smaller than the disk that is there, of 16g, got 8g. Write 16g, or give the guest a new rebuild with it: it gets a new system disk then.",
    ]);
    expect(saidOf("dataDisk", { disks: [{ size: 32 }] }, { disks: [{ size: 64 }] })).toEqual([
      "guests.pm1-apps.dataDisk is smaller than the disk that is there, of 64g, got 32g. Write 64g: a data disk only grows. A smaller one is a new guest, to which its services move.",
    ]);
  });

  it.each([{ cpu: { cores: 2 } }, { memory: { dedicated: 4_096 } }])(
    "refuses a system disk that grows with %j",
    (change) => {
      expect(saidOf("systemDisk", { ...there, ...change, disks: [{ size: 32 }] })).toEqual([
        "guests.pm1-apps.systemDisk grows from 16g together with cores or memory, which a running guest cannot, got 8g. Deploy one of them first, then the other.",
      ]);
    },
  );

  it("refuses another storage once, whichever of the disks is there", () => {
    const disks = [
      { size: 16, datastoreId: "local-zfs" },
      { size: 64, datastoreId: "local-zfs" },
    ];
    expect(saidOf("systemDisk", { ...there, disks })).toEqual([
      'location.node.datastore is not where the disks of pm1-apps are, which is local-lvm, got local-zfs. Write local-lvm, or move them first: "Other storage" in docs/runbooks/guest.md.',
    ]);
  });

  it("says nothing of what is not known yet", () => {
    expect(saidOf("systemDisk", {}, {})).toEqual([]);
    expect(saidOf("systemDisk", { cpu: there.cpu ?? {}, memory: there.memory ?? {} })).toEqual([]);
  });
});

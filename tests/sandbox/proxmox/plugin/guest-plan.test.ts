import type { GuestRecord, NodeRecord } from "../../../../sandbox/proxmox/machines/node-record";
import { ownDisks, planDisks } from "../../../../sandbox/proxmox/plugin/guest-disks";
import { machineOf, outputsOf, planGuest } from "../../../../sandbox/proxmox/plugin/guest-record";
import { parseGuest } from "../../../../sandbox/proxmox/plugin/wanted-guest";

const image = "local:import/guest.qcow2";
const owned = {
  interface: "scsi0",
  datastoreId: "local-lvm",
  pathInDatastore: "vm-1120-disk-0",
  size: 64,
};
const dataGuest: GuestRecord = {
  vmId: 1_120,
  name: "pm1-apps-data",
  started: false,
  protection: true,
  cores: 1,
  memory: 512,
  description: "",
  tags: [],
  disks: [owned],
};
const empty: NodeRecord = {
  guests: { "1120": dataGuest },
  files: { [image]: { size: 0 } },
  firewalls: {},
  pools: {},
};
const inputs = {
  nodeName: "pm1",
  name: "pm1-apps",
  tags: ["b", "a"],
  cpu: { cores: 2 },
  memory: { dedicated: 2_048 },
  networkDevices: [{ bridge: "vmbr1", vlanId: 20, firewall: true }],
  disks: [
    { interface: "scsi0", importFrom: image, size: 16 },
    { interface: "scsi1", pathInDatastore: "vm-1120-disk-0", size: 64 },
  ],
  initialization: { ipConfigs: [{ ipv4: { address: "10.50.0.70/26", gateway: "10.50.0.65" } }] },
};
const wanted = parseGuest(inputs, 120, "logical-name");

describe("parseGuest", () => {
  it("fills in the provider's defaults", () => {
    expect(wanted).toEqual({
      node: "pm1",
      vmId: 120,
      name: "pm1-apps",
      started: true,
      protection: false,
      cores: 2,
      memory: 2_048,
      description: "",
      tags: ["a", "b"],
      disks: [
        { interface: "scsi0", datastoreId: "local-lvm", importFrom: image, size: 16 },
        {
          interface: "scsi1",
          datastoreId: "local-lvm",
          pathInDatastore: "vm-1120-disk-0",
          size: 64,
        },
      ],
      network: {
        bridge: "vmbr1",
        vlan: 20,
        address: "10.50.0.70/26",
        gateway: "10.50.0.65",
        firewall: true,
      },
      stopOnDestroy: false,
    });
  });

  it("refuses to start a guest without an interface", () => {
    expect(() => parseGuest({ nodeName: "pm1" }, 120, "it")).toThrow(
      "proxmoxve: guest 120 cannot be started here without networkDevices and initialization.ipConfigs[0].ipv4. Set both.",
    );
  });
});

describe("planDisks", () => {
  it("names new disks after the guest and attaches those of others", () => {
    const system = {
      interface: "scsi0",
      datastoreId: "local-lvm",
      pathInDatastore: "vm-120-disk-0",
      size: 16,
    };
    expect(planDisks(wanted, empty)).toEqual({
      created: [system],
      disks: [system, { ...owned, interface: "scsi1" }],
    });
  });

  it("gives a second own disk the next number", () => {
    const disks = [
      { interface: "scsi0", datastoreId: "local-lvm", size: 8 },
      { interface: "scsi1", datastoreId: "local-lvm", size: 8 },
    ];
    const paths = planDisks({ ...wanted, disks }, empty).created;
    expect(paths.map(({ pathInDatastore }) => pathInDatastore)).toEqual([
      "vm-120-disk-0",
      "vm-120-disk-1",
    ]);
  });
});

describe("planDisks for a guest that is there", () => {
  const guest = planGuest(wanted, planDisks(wanted, empty).disks, empty);
  const record = { ...empty, guests: { ...empty.guests, "120": guest } };

  it("refuses another storage for a disk that is not the guest's own", () => {
    const disks = wanted.disks.map((disk) => ({ ...disk, datastoreId: "local-zfs" }));
    expect(() => planDisks({ ...wanted, disks }, record)).toThrow(
      "proxmoxve: Cannot move local-lvm:vm-1120-disk-0 to datastore local-zfs in VM 120 configuration, it is not owned by this VM!",
    );
  });

  it("moves a disk of the guest's own, whoever else has it attached", () => {
    const disks = [{ interface: "scsi0", datastoreId: "local-zfs", size: 64 }];
    const moved = { ...parseGuest({ started: false }, 1_120, "pm1-apps-data"), disks };
    expect(planDisks(moved, record).disks).toEqual([{ ...owned, datastoreId: "local-zfs" }]);
  });
});

describe("planGuest", () => {
  const { disks } = planDisks(wanted, empty);

  it("gives a new guest a new MAC address and a present one its old", () => {
    const guest = planGuest(wanted, disks, empty);
    expect(guest.network?.macAddress).toMatch(/^BC:24:11(:[0-9A-F]{2}){3}$/);
    const again = planGuest(wanted, disks, { ...empty, guests: { "120": guest } });
    expect(again.network?.macAddress).toBe(guest.network?.macAddress);
  });

  it("refuses a name that another guest has", () => {
    expect(() => planGuest({ ...wanted, name: "pm1-apps-data" }, disks, empty)).toThrow(
      "proxmoxve: VM 120: name pm1-apps-data is taken by VM 1120, and a container's name must be its own here. Choose another one.",
    );
  });
});

describe("machineOf", () => {
  it("starts from its own disk and mounts another's as data", () => {
    const guest = planGuest(wanted, planDisks(wanted, empty).disks, empty);
    const network = guest.network ?? undefined;
    if (network === undefined) throw new Error("no network");
    expect(machineOf("pm1", guest, network)).toEqual({
      node: "pm1",
      vmId: 120,
      name: "pm1-apps",
      vlan: 20,
      address: "10.50.0.70",
      gateway: "10.50.0.65",
      cores: 2,
      memoryMebibytes: 2_048,
      systemDisk: "vm-120-disk-0",
      dataDisk: "vm-1120-disk-0",
    });
    expect(() => machineOf("pm1", { ...guest, disks: [] }, network)).toThrow(
      "proxmoxve: VM 120 (pm1-apps) has no disk of its own to start from. Give it one with importFrom.",
    );
  });
});

describe("outputsOf", () => {
  it("reports where a never started guest's disks are", () => {
    const disk = { interface: "scsi0", size: 64, discard: "on" };
    expect(outputsOf(dataGuest, { disks: [disk] })).toEqual({
      vmId: 1_120,
      name: "pm1-apps-data",
      started: false,
      ipv4Addresses: [],
      ipv6Addresses: [],
      networkInterfaceNames: [],
      macAddresses: [],
      disks: [{ ...owned, discard: "on" }],
    });
  });
});

describe("ownDisks", () => {
  it("leaves out what is only attached", () => {
    expect(ownDisks(120, [owned])).toEqual([]);
    expect(ownDisks(1_120, [owned])).toEqual([owned]);
  });
});

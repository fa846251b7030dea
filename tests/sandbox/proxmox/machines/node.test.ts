import { machineArguments } from "../../../../sandbox/proxmox/machines/machine-arguments";
import { renderNodeContainer } from "../../../../sandbox/proxmox/machines/node";
import { filteredGuests } from "../../../../sandbox/proxmox/machines/node-firewall";
import { vlansOf } from "../../../../sandbox/proxmox/machines/node-networks";
import type { NodeRecord } from "../../../../sandbox/proxmox/machines/node-record";
import { ownerOf } from "../../../../sandbox/proxmox/machines/disk";
import { renderSeed } from "../../../../sandbox/proxmox/machines/seed";

describe("renderNodeContainer", () => {
  it("puts the node on the stand-in for the internet, forwarding off", () => {
    expect(
      renderNodeContainer({ name: "pm1", address: "172.29.0.11" }, "an-image", ["/first"]),
    ).toEqual([
      "--detach",
      "--name",
      "moco-sandbox-node-pm1",
      "--hostname",
      "pm1",
      "--label",
      "moco-infra.sandbox=true",
      "--label",
      "moco-infra.sandbox.node=pm1",
      ...machineArguments,
      "--network",
      "moco-sandbox-wan",
      "--ip",
      "172.29.0.11",
      "--sysctl=net.ipv4.ip_forward=0",
      "--add-host",
      "region1.v2.argotunnel.com:172.29.0.1",
      "--add-host",
      "region2.v2.argotunnel.com:172.29.0.1",
      "--tmpfs=/var/lib/docker",
      "an-image",
      "/first",
    ]);
  });
});

describe("vlansOf", () => {
  it("takes VLAN interfaces that have an address", () => {
    const interfaces = [
      { iface: "vmbr1", type: "bridge" },
      { iface: "vmbr1.10", type: "vlan", cidr: "10.50.0.1/26" },
      { iface: "vmbr1.99", type: "vlan" },
    ];
    expect(vlansOf("pm1", interfaces)).toEqual([
      { node: "pm1", vlan: 10, cidr: "10.50.0.0/26", gateway: "10.50.0.1" },
    ]);
  });
});

describe("filteredGuests", () => {
  const network = {
    bridge: "vmbr1",
    vlan: 20,
    address: "10.50.0.70/26",
    gateway: "10.50.0.65",
    macAddress: "BC:24:11:00:00:01",
    firewall: true,
  };
  const guest = {
    vmId: 120,
    name: "pm1-apps",
    started: true,
    protection: false,
    cores: 1,
    memory: 512,
    description: "",
    tags: [],
    disks: [],
    network,
  };
  const firewall = {
    options: { enabled: true, inputPolicy: "DROP", outputPolicy: "ACCEPT" },
    rules: [],
  } as const;
  const record: NodeRecord = {
    guests: { "120": guest },
    files: {},
    firewalls: { "120": firewall },
    pools: {},
  };

  it("takes a guest whose firewall is on everywhere", () => {
    expect(filteredGuests(record, true)).toEqual([
      {
        vmId: 120,
        name: "pm1-apps",
        address: "10.50.0.70",
        gateway: "10.50.0.65",
        inputPolicy: "DROP",
        outputPolicy: "ACCEPT",
        rules: [],
      },
    ]);
  });

  it("takes none when it is off for the cluster, the guest or its interface", () => {
    expect(filteredGuests(record, false)).toEqual([]);
    const options = { ...firewall.options, enabled: false };
    const off = { ...record, firewalls: { "120": { ...firewall, options } } };
    expect(filteredGuests(off, true)).toEqual([]);
    expect(filteredGuests({ ...record, firewalls: { "120": { rules: [] } } }, true)).toEqual([]);
    const open = { ...guest, network: { ...network, firewall: false } };
    expect(filteredGuests({ ...record, guests: { "120": open } }, true)).toEqual([]);
    expect(filteredGuests({ ...record, firewalls: {} }, true)).toEqual([]);
  });
});

describe("ownerOf", () => {
  it.each([
    ["vm-1120-disk-0", 1_120],
    ["120/vm-120-disk-1.raw", 120],
    ["base-900-disk-0", 900],
    ["something", undefined],
  ])("reads %s", (path, owner) => {
    expect(ownerOf(path)).toBe(owner);
  });
});

describe("renderSeed", () => {
  it("names the guest and its instance", () => {
    expect(renderSeed("pm1-apps", "an-id", "#cloud-config\nusers: []\n")).toEqual({
      userData: "#cloud-config\nusers: []\n",
      metaData: "instance-id: an-id\nlocal-hostname: pm1-apps\n",
    });
  });

  it("has valid user data for a guest without any", () => {
    expect(renderSeed("pm1-apps", "an-id", undefined).userData).toBe("#cloud-config\n{}\n");
  });
});

import {
  type GuestMachine,
  renderGuestContainer,
  renderLimits,
} from "../../../../sandbox/proxmox/machines/guest-container";
import {
  machineArguments,
  renderInitArguments,
} from "../../../../sandbox/proxmox/machines/machine-arguments";

const guest: GuestMachine = {
  node: "pm1",
  vmId: 120,
  name: "pm1-apps",
  vlan: 20,
  address: "10.50.0.70",
  gateway: "10.50.0.65",
  cores: 1,
  memoryMebibytes: 2_048,
  systemDisk: "vm-120-disk-0",
};

describe("renderGuestContainer", () => {
  it("puts the guest on its VLAN at its address, with its own disk", () => {
    expect(renderGuestContainer(guest, ["/sbin/init"])).toEqual([
      "--name",
      "moco-sandbox-pm1-apps",
      "--hostname",
      "pm1-apps",
      "--label",
      "moco-infra.sandbox=true",
      "--label",
      "moco-infra.sandbox.node=pm1",
      "--label",
      "moco-infra.sandbox.vmid=120",
      ...machineArguments,
      "--network",
      "moco-sandbox-pm1-vlan20",
      "--ip",
      "10.50.0.70",
      "--env",
      "GATEWAY=10.50.0.65",
      "--add-host",
      "docker.io:172.29.0.3",
      "--add-host",
      "registry-1.docker.io:172.29.0.3",
      "--add-host",
      "ghcr.io:172.29.0.3",
      "--add-host",
      "quay.io:172.29.0.3",
      "--add-host",
      "gcr.io:172.29.0.3",
      "--add-host",
      "docker.n8n.io:172.29.0.3",
      "--add-host",
      "region1.v2.argotunnel.com:172.29.0.1",
      "--add-host",
      "region2.v2.argotunnel.com:172.29.0.1",
      "--memory",
      "2048m",
      "--memory-swap",
      "2048m",
      "--cpus",
      "1",
      "--volume",
      "moco-sandbox-pm1-vm-120-disk-0:/var/lib/docker",
      "moco-sandbox/guest",
      "/sbin/init",
    ]);
  });

  it("mounts a data disk where one is attached", () => {
    const words = renderGuestContainer({ ...guest, dataDisk: "vm-1120-disk-0" }, []);
    expect(words.slice(-3)).toEqual([
      "--volume",
      "moco-sandbox-pm1-vm-1120-disk-0:/srv/data",
      "moco-sandbox/guest",
    ]);
  });
});

describe("renderLimits", () => {
  it("asks for no more processors than the machine has", () => {
    expect(renderLimits({ cores: 8, memoryMebibytes: 512 }, 2)).toEqual([
      "--memory",
      "512m",
      "--memory-swap",
      "512m",
      "--cpus",
      "2",
    ]);
  });
});

describe("renderInitArguments", () => {
  it("tells systemd about the first version of control groups only", () => {
    expect(renderInitArguments("2")).toEqual([]);
    expect(renderInitArguments("1")).toEqual([
      "SYSTEMD_CGROUP_ENABLE_LEGACY_FORCE=1",
      "systemd.unified_cgroup_hierarchy=0",
    ]);
  });
});

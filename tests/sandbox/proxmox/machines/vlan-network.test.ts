import {
  bridgeName,
  lastAddress,
  networkOf,
  renderVlanNetwork,
} from "../../../../sandbox/proxmox/machines/vlan-network";

describe("lastAddress", () => {
  it.each([
    ["10.50.0.0/26", "10.50.0.62"],
    ["10.50.0.192/26", "10.50.0.254"],
    ["10.51.0.0/24", "10.51.0.254"],
  ])("is the last one of %s that a machine could have", (cidr, address) => {
    expect(lastAddress(cidr)).toBe(address);
  });
});

describe("networkOf", () => {
  it("is the range that an interface is in", () => {
    expect(networkOf("10.50.0.65/26")).toBe("10.50.0.64/26");
  });
});

describe("bridgeName", () => {
  it("fits into what the kernel takes", () => {
    expect(bridgeName("pm1", 20)).toBe("moco-pm1-20");
    expect(bridgeName("a-very-long-name", 4_094)).toHaveLength(15);
  });
});

describe("renderVlanNetwork", () => {
  it("keeps the engine's own gateway and address translation out of the way", () => {
    const network = { node: "pm1", vlan: 20, cidr: "10.50.0.64/26", gateway: "10.50.0.65" };
    expect(renderVlanNetwork(network)).toEqual([
      "--driver",
      "bridge",
      "--label",
      "moco-infra.sandbox=true",
      "--label",
      "moco-infra.sandbox.node=pm1",
      "--subnet",
      "10.50.0.64/26",
      "--gateway",
      "10.50.0.126",
      "--opt",
      "com.docker.network.bridge.name=moco-pm1-20",
      "--opt",
      "com.docker.network.bridge.enable_ip_masquerade=false",
      "moco-sandbox-pm1-vlan20",
    ]);
  });
});

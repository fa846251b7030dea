import type { GuestPlan, LocationPlan } from "../../model/location/location-plan";

/** A guest of pm1; give only what the test is about. */
export function aGuestPlan(overrides: Partial<GuestPlan> = {}): GuestPlan {
  return {
    name: "pm1-apps",
    vmId: 120,
    vlan: "application",
    address: "10.50.0.70",
    cores: 4,
    memory: "8g",
    systemDisk: "16g",
    swap: "2g",
    dataDisk: "64g",
    rebuild: "0",
    protect: true,
    ...overrides,
  };
}

/** The plan of pm1 with one guest; give only what the test is about. */
export function aLocationPlan(overrides: Partial<LocationPlan> = {}): LocationPlan {
  return {
    name: "pm1",
    cidr: "10.50.0.0/24",
    node: { name: "pm1", bridge: "vmbr1", cores: 16, memory: "64g" },
    vlans: [
      { id: 10, name: "management", cidr: "10.50.0.0/26", gateway: "10.50.0.1" },
      { id: 20, name: "application", cidr: "10.50.0.64/26", gateway: "10.50.0.65" },
      { id: 30, name: "data", cidr: "10.50.0.128/26", gateway: "10.50.0.129" },
      { id: 40, name: "external", cidr: "10.50.0.192/26", gateway: "10.50.0.193" },
    ],
    guests: [aGuestPlan()],
    overcommit: { cpus: 4, memory: 1.5 },
    ...overrides,
  };
}

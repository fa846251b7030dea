import type { GuestPlan, LocationPlan } from "../../../model/location/location-plan";
import { checkLocationPlan } from "../../../model/location/check-location-plan";
import { renderProblem } from "../../../model/basics/problem";
import { aGuestPlan, aLocationPlan } from "../../support/location-plan";

const messages = (plan: LocationPlan): string[] => checkLocationPlan(plan).map(renderProblem);

function withVlan(index: number, change: object): LocationPlan {
  const plan = aLocationPlan();
  return {
    ...plan,
    vlans: plan.vlans.map((vlan, i) => (i === index ? { ...vlan, ...change } : vlan)),
  };
}

function withGuest(change: Partial<GuestPlan>): LocationPlan {
  return aLocationPlan({ guests: [aGuestPlan(change)] });
}

const second = { name: "pm1-mgmt", vmId: 110, vlan: "management", address: "10.50.0.10" } as const;

describe("checkLocationPlan", () => {
  it("finds nothing wrong with the plan of a location", () => {
    expect(messages(aLocationPlan())).toEqual([]);
  });

  it.each<[string, LocationPlan, string]>([
    [
      "host bits in the location's range",
      aLocationPlan({ cidr: "10.50.0.1/24" }),
      'location.cidr must start at its first address, got "10.50.0.1/24". Did you mean 10.50.0.0/24?',
    ],
    [
      "a location of the wrong size",
      { ...aLocationPlan({ guests: [] }), vlans: [], cidr: "10.0.0.0/8" },
      'location.cidr must be between /16 and /28, got "10.0.0.0/8". Choose another prefix length.',
    ],
    [
      "a VLAN tag used twice",
      withVlan(1, { id: 10 }),
      "location.vlans[1].id must be unique, but location.vlans[0] has it too, got 10. Give every VLAN a tag of its own.",
    ],
    [
      "a VLAN name used twice",
      withVlan(3, { name: "data" }),
      'location.vlans[3].name must be unique, but location.vlans[2] has it too, got "data". Remove one of the two.',
    ],
    [
      "host bits in a VLAN's range",
      withVlan(1, { cidr: "10.50.0.65/26" }),
      'location.vlans[1].cidr must start at its first address, got "10.50.0.65/26". Did you mean 10.50.0.64/26?',
    ],
    [
      "a VLAN outside the location",
      withVlan(3, { cidr: "10.51.0.192/26", gateway: "10.51.0.193" }),
      `location.vlans[3].cidr must be inside the location's range 10.50.0.0/24, got "10.51.0.192/26". Choose a part of the location's range.`,
    ],
    [
      "VLANs that overlap",
      withVlan(3, { cidr: "10.50.0.128/26", gateway: "10.50.0.129" }),
      'location.vlans[3].cidr must not overlap location.vlans[2] (10.50.0.128/26), got "10.50.0.128/26". Give every VLAN a range of its own.',
    ],
    [
      "a gateway outside its VLAN",
      withVlan(3, { gateway: "10.50.0.1" }),
      `location.vlans[3].gateway must be a host's address in 10.50.0.192/26, got "10.50.0.1". Use one of 10.50.0.193 - 10.50.0.254, by custom the first.`,
    ],
    [
      "a guest without its location's name",
      withGuest({ name: "apps" }),
      'guests.apps must be named <location>-<role> in lower-case letters and digits, got "apps". Name it like pm1-apps.',
    ],
    [
      "a guest's name that is too long",
      withGuest({ name: `pm1-${"a".repeat(40)}` }),
      `guests.pm1-${"a".repeat(40)} must have at most 40 characters, got "pm1-${"a".repeat(40)}". Shorten its role.`,
    ],
    [
      "a guest with the name of a data guest",
      withGuest({ name: "pm1-apps-data" }),
      `guests.pm1-apps-data must not end in -data, which names the owner of another guest's data disk, got "pm1-apps-data". Choose another role.`,
    ],
    [
      "two guests of one name",
      aLocationPlan({ guests: [aGuestPlan(), aGuestPlan({ vmId: 121, address: "10.50.0.71" })] }),
      'guests.pm1-apps must be unique, got "pm1-apps". Remove one of the two.',
    ],
    [
      "a guest's number that another's data guest has",
      aLocationPlan({ guests: [aGuestPlan(), aGuestPlan({ ...second, vmId: 1120 })] }),
      "guests.pm1-mgmt.vmId must not share a number with pm1-apps (120 and 1120), got 1120. It takes 1120 and 2120; choose another.",
    ],
    [
      "a guest in a VLAN that does not exist",
      { ...aLocationPlan(), vlans: aLocationPlan().vlans.slice(0, 1) },
      'guests.pm1-apps.vlan must be one of the location\'s VLANs, got "application". Use one of management, or add it to location.vlans.',
    ],
    [
      "an address outside the guest's VLAN",
      withGuest({ address: "10.50.0.134" }),
      `guests.pm1-apps.address must be a host's address in 10.50.0.64/26 (application), got "10.50.0.134". Use one of 10.50.0.65 - 10.50.0.126.`,
    ],
    [
      "the VLAN's network address",
      withGuest({ address: "10.50.0.64" }),
      `guests.pm1-apps.address must be a host's address in 10.50.0.64/26 (application), got "10.50.0.64". Use one of 10.50.0.65 - 10.50.0.126.`,
    ],
    [
      "the VLAN's broadcast address",
      withGuest({ address: "10.50.0.127" }),
      `guests.pm1-apps.address must be a host's address in 10.50.0.64/26 (application), got "10.50.0.127". Use one of 10.50.0.65 - 10.50.0.126.`,
    ],
    [
      "the gateway's address",
      withGuest({ address: "10.50.0.65" }),
      `guests.pm1-apps.address must not be the VLAN's gateway, got "10.50.0.65". Choose another address.`,
    ],
    [
      "an address used twice",
      aLocationPlan({ guests: [aGuestPlan(), aGuestPlan({ name: "pm1-web", vmId: 121 })] }),
      'guests.pm1-web.address must be unique, but pm1-apps has it too, got "10.50.0.70". Choose another address.',
    ],
    [
      "too little memory",
      withGuest({ memory: "256m" }),
      'guests.pm1-apps.memory must be a sensible amount of memory, got "256m". Use 512m to 1024g.',
    ],
    [
      "a disk in parts of gigabytes",
      withGuest({ systemDisk: "5000m" }),
      'guests.pm1-apps.systemDisk must be a sensible disk size in whole gigabytes, got "5000m". Use 4g to 2048g.',
    ],
    [
      "swap that is no swap",
      withGuest({ swap: "128m" }),
      'guests.pm1-apps.swap must be a sensible amount of swap, got "128m". Use 256m to 64g.',
    ],
    [
      "a system disk that its swap leaves no room on",
      withGuest({ systemDisk: "5g", swap: "1536m" }),
      'guests.pm1-apps.systemDisk must have room for the system (4g) and 1536m of swap, got "5g". Use 6g or more, or lower guests.pm1-apps.swap.',
    ],
    [
      "a data disk that is too large",
      withGuest({ dataDisk: "20000g" }),
      'guests.pm1-apps.dataDisk must be a sensible disk size in whole gigabytes, got "20000g". Use 1g to 16384g.',
    ],
  ])("refuses %s", (_, plan, message) => {
    expect(messages(plan)).toEqual([message]);
  });

  it("reports all faults at once", () => {
    expect(messages(withGuest({ name: "apps", memory: "1m", address: "10.50.0.65" }))).toHaveLength(
      3,
    );
  });
});

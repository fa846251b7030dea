import { renderProblem } from "../../../model/basics/problem";
import { checkCapacity, type Demand } from "../../../model/location/check-capacity";
import type { LocationPlan } from "../../../model/location/location-plan";
import type { Size } from "../../../model/basics/units";
import { aGuestPlan, aLocationPlan } from "../../support/location-plan";

/** A container that may take four times of what it reserves. */
function demand(cpus: number, memory: Size, limits: Partial<Demand["limits"]> = {}): Demand {
  return { reservations: { cpus, memory }, limits: { cpus, memory, ...limits } };
}

function messages(plan: LocationPlan, ...demands: readonly Demand[]): readonly string[] {
  return checkCapacity(plan, { "pm1-apps": demands }).map(renderProblem);
}

const plan = aLocationPlan({ guests: [aGuestPlan({ cores: 4, memory: "8g" })] });

describe("checkCapacity", () => {
  it("accepts services that fill their guest to the last mebibyte and core", () => {
    expect(messages(plan, demand(4, "7680m"))).toEqual([]);
    expect(messages(plan, demand(0.1, "1m", { cpus: 16, memory: "11520m" }))).toEqual([]);
  });

  it("accepts a guest that nothing runs on", () => {
    expect(checkCapacity(plan, {})).toEqual([]);
  });

  it("keeps room for the guest's own system", () => {
    expect(messages(plan, demand(1, "4g"), demand(1, "3585m"))).toEqual([
      'guests.pm1-apps.memory must hold the 7681m that its services reserve, and 512m for its system, got "8g". Enlarge the guest, place a service elsewhere, or reserve less.',
    ]);
  });

  it("holds limits against the overcommit of memory", () => {
    expect(messages(plan, demand(1, "1g", { memory: "12g" }))).toEqual([
      `guests.pm1-apps.memory must hold its services' limits of 12g at an overcommit of 1.5, after 512m for its system, got "8g". Enlarge the guest, place a service elsewhere, or lower limits.`,
    ]);
    expect(
      messages({ ...plan, overcommit: { cpus: 4, memory: 2 } }, demand(1, "1g", { memory: "12g" })),
    ).toEqual([]);
  });

  it("holds reserved CPUs against cores, and adds them up as decimals", () => {
    expect(messages(plan, demand(3.9, "1g"), demand(0.1, "1m"), demand(0.1, "1m"))).toEqual([
      "guests.pm1-apps.cores must hold the 4.1 CPUs that its services reserve, got 4. Give the guest more cores, place a service elsewhere, or reserve less.",
    ]);
  });

  it("accepts parts of CPUs that add up to all of them, which binary fractions do not", () => {
    const parts = Array.from({ length: 40 }, () => demand(0.1, "1m", { cpus: 0.4 }));
    expect(parts.reduce((total, { reservations }) => total + reservations.cpus, 0)).toBeGreaterThan(
      4,
    );
    expect(messages(plan, ...parts)).toEqual([]);
  });

  it("holds limits of CPUs against the overcommit of CPUs", () => {
    expect(messages(plan, demand(1, "1g", { cpus: 16.5 }))).toEqual([
      "guests.pm1-apps.cores must hold its services' limits of 16.5 CPUs at an overcommit of 4, got 4. Give the guest more cores, place a service elsewhere, or lower limits.",
    ]);
  });

  it("keeps room on the node for Proxmox itself", () => {
    const node = { ...plan.node, memory: "10239m" } as const;
    expect(messages({ ...plan, node: { ...node, memory: "10g" } })).toEqual([]);
    expect(messages({ ...plan, node })).toEqual([
      'location.node.memory must hold its guests\' 8g, and 2g for Proxmox, got "10239m". Make guests smaller, or correct what the node has.',
    ]);
  });

  it("holds guests' cores against the node's", () => {
    const node = { ...plan.node, cores: 1 };
    expect(messages({ ...plan, node })).toEqual([]);
    expect(messages({ ...plan, node, overcommit: { cpus: 3, memory: 1.5 } })).toEqual([
      "location.node.cores must hold its guests' 4 cores at an overcommit of 3, got 1. Make guests smaller, or correct what the node has.",
    ]);
  });

  it("reports every guest and the node at once", () => {
    const second = aGuestPlan({ name: "pm1-web", memory: "1g", cores: 1 });
    const demands = { "pm1-apps": [demand(5, "9g")], "pm1-web": [demand(2, "600m")] };
    const small = { ...plan, guests: [...plan.guests, second], node: { ...plan.node, cores: 1 } };
    expect(checkCapacity(small, demands).map(({ path }) => path)).toEqual([
      "guests.pm1-apps.memory",
      "guests.pm1-apps.cores",
      "guests.pm1-web.memory",
      "guests.pm1-web.cores",
      "location.node.cores",
    ]);
  });
});

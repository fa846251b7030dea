import type { Problem } from "../basics/problem";
import type { LocationPlan, VlanPlan } from "./location-plan";
import { checkRange } from "./check-range";
import {
  contains,
  hostAddresses,
  type Ipv4Range,
  isHostAddress,
  overlaps,
  parseAddress,
  parseRange,
} from "./ipv4-range";

/** Faults of the VLANs: their ranges, tags and gateways. */
export function checkVlans(plan: LocationPlan): Problem[] {
  return plan.vlans.flatMap((vlan, index) => [
    ...checkTag(plan, vlan, index),
    ...checkRange(`${pathOf(index)}.cidr`, vlan.cidr, { min: 17, max: 29 }),
    ...checkInside(plan, vlan, index),
    ...checkOverlap(plan, vlan, index),
    ...checkGateway(vlan, index),
  ]);
}

function pathOf(index: number): string {
  return `location.vlans[${String(index)}]`;
}

function checkTag({ vlans }: LocationPlan, { id, name }: VlanPlan, index: number): Problem[] {
  const problems: Problem[] = [];
  const sameId = vlans.findIndex((other) => other.id === id);
  if (sameId < index) {
    problems.push({
      path: `${pathOf(index)}.id`,
      problem: `must be unique, but ${pathOf(sameId)} has it too`,
      got: String(id),
      fix: "Give every VLAN a tag of its own.",
    });
  }
  const sameName = vlans.findIndex((other) => other.name === name);
  if (sameName < index) {
    problems.push({
      path: `${pathOf(index)}.name`,
      problem: `must be unique, but ${pathOf(sameName)} has it too`,
      got: `"${name}"`,
      fix: "Remove one of the two.",
    });
  }
  return problems;
}

function checkInside(plan: LocationPlan, { cidr }: VlanPlan, index: number): Problem[] {
  const outer = parseRange(plan.cidr);
  const inner = parseRange(cidr);
  if (outer === undefined || inner === undefined || contains(outer, inner)) return [];
  return [
    {
      path: `${pathOf(index)}.cidr`,
      problem: `must be inside the location's range ${plan.cidr}`,
      got: `"${cidr}"`,
      fix: "Choose a part of the location's range.",
    },
  ];
}

function checkOverlap({ vlans }: LocationPlan, { cidr }: VlanPlan, index: number): Problem[] {
  const range = parseRange(cidr);
  if (range === undefined) return [];
  return vlans.slice(0, index).flatMap((other, otherIndex) => {
    const otherRange = parseRange(other.cidr);
    if (otherRange === undefined || !overlaps(range, otherRange)) return [];
    return [
      {
        path: `${pathOf(index)}.cidr`,
        problem: `must not overlap ${pathOf(otherIndex)} (${other.cidr})`,
        got: `"${cidr}"`,
        fix: "Give every VLAN a range of its own.",
      },
    ];
  });
}

function checkGateway({ cidr, gateway }: VlanPlan, index: number): Problem[] {
  const range: Ipv4Range | undefined = parseRange(cidr);
  const address = parseAddress(gateway);
  if (range === undefined) return [];
  if (address !== undefined && isHostAddress(range, address)) return [];
  return [
    {
      path: `${pathOf(index)}.gateway`,
      problem: `must be a host's address in ${cidr}`,
      got: `"${gateway}"`,
      fix: `Use one of ${hostAddresses(range)}, by custom the first.`,
    },
  ];
}

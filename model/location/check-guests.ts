import type { Problem } from "../basics/problem";
import { toMebibytes } from "../basics/units";
import { dataGuestOffset, type GuestPlan, type LocationPlan } from "./location-plan";
import { hostAddresses, isHostAddress, parseAddress, parseRange } from "./ipv4-range";

/** Faults of the guests: names, numbers, addresses and sizes. */
export function checkGuests(plan: LocationPlan): Problem[] {
  return plan.guests.flatMap((guest, index) => {
    const earlier = plan.guests.slice(0, index);
    return [
      ...checkName(plan, guest, earlier),
      ...checkVmId(guest, earlier),
      ...checkAddress(plan, guest, earlier),
      ...checkSizes(guest),
    ];
  });
}

function pathOf(guest: GuestPlan, field: string): string {
  return `guests.${guest.name}.${field}`;
}

function checkName(
  plan: LocationPlan,
  { name }: GuestPlan,
  earlier: readonly GuestPlan[],
): Problem[] {
  const problem = { path: `guests.${name}`, got: `"${name}"` };
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(name) || !name.startsWith(`${plan.name}-`)) {
    return [
      {
        ...problem,
        problem: "must be named <location>-<role> in lower-case letters and digits",
        fix: `Name it like ${plan.name}-apps.`,
      },
    ];
  }
  if (name.length > 40) {
    return [{ ...problem, problem: "must have at most 40 characters", fix: "Shorten its role." }];
  }
  if (name.startsWith(`${plan.name}-`) && name.endsWith("-data") && name !== `${plan.name}-data`) {
    return [
      {
        ...problem,
        problem: "must not end in -data, which names the owner of another guest's data disk",
        fix: "Choose another role.",
      },
    ];
  }
  if (earlier.some((other) => other.name === name)) {
    return [{ ...problem, problem: "must be unique", fix: "Remove one of the two." }];
  }
  return [];
}

function checkVmId(guest: GuestPlan, earlier: readonly GuestPlan[]): Problem[] {
  const path = pathOf(guest, "vmId");
  const got = String(guest.vmId);
  const numbers = (vmId: number): readonly number[] => [vmId, vmId + dataGuestOffset];
  const clash = earlier.find((other) =>
    numbers(other.vmId).some((number) => numbers(guest.vmId).includes(number)),
  );
  return clash === undefined
    ? []
    : [
        {
          path,
          problem: `must not share a number with ${clash.name} (${numbers(clash.vmId).join(" and ")})`,
          got,
          fix: `It takes ${numbers(guest.vmId).join(" and ")}; choose another.`,
        },
      ];
}

function checkAddress(
  plan: LocationPlan,
  guest: GuestPlan,
  earlier: readonly GuestPlan[],
): Problem[] {
  const vlan = plan.vlans.find(({ name }) => name === guest.vlan);
  if (vlan === undefined) {
    const known = plan.vlans.map(({ name }) => name).join(", ");
    return [
      {
        path: pathOf(guest, "vlan"),
        problem: "must be one of the location's VLANs",
        got: `"${guest.vlan}"`,
        fix: `Use one of ${known}, or add it to location.vlans.`,
      },
    ];
  }
  const range = parseRange(vlan.cidr);
  if (range === undefined) return [];
  const path = pathOf(guest, "address");
  const got = `"${guest.address}"`;
  const address = parseAddress(guest.address);
  if (address === undefined || !isHostAddress(range, address)) {
    return [
      {
        path,
        problem: `must be a host's address in ${vlan.cidr} (${vlan.name})`,
        got,
        fix: `Use one of ${hostAddresses(range)}.`,
      },
    ];
  }
  if (guest.address === vlan.gateway) {
    return [
      { path, problem: "must not be the VLAN's gateway", got, fix: "Choose another address." },
    ];
  }
  const same = earlier.find((other) => other.address === guest.address);
  return same === undefined
    ? []
    : [
        {
          path,
          problem: `must be unique, but ${same.name} has it too`,
          got,
          fix: "Choose another address.",
        },
      ];
}

function checkSizes(guest: GuestPlan): Problem[] {
  const problems: Problem[] = [];
  const sizes = [
    ["memory", 512, 1_048_576, "512m to 1024g"],
    ["swap", 256, 65_536, "256m to 64g"],
    ["systemDisk", 4_096, 2_097_152, "4g to 2048g"],
    ["dataDisk", 1_024, 16_777_216, "1g to 16384g"],
  ] as const;
  for (const [field, least, most, range] of sizes) {
    const mebibytes = toMebibytes(guest[field]);
    const isDisk = field.endsWith("Disk");
    const whole = isDisk ? mebibytes % 1_024 === 0 : Number.isInteger(mebibytes);
    if (whole && mebibytes >= least && mebibytes <= most) continue;
    problems.push({
      path: pathOf(guest, field),
      problem: isDisk
        ? "must be a sensible disk size in whole gigabytes"
        : `must be a sensible amount of ${field}`,
      got: `"${guest[field]}"`,
      fix: `Use ${range}.`,
    });
  }
  return problems.length > 0 ? problems : checkRoom(guest);
}

/** What Debian, its packages and their logs take of a system disk. */
const systemMebibytes = 4_096;

function checkRoom(guest: GuestPlan): Problem[] {
  const needed = systemMebibytes + toMebibytes(guest.swap);
  if (toMebibytes(guest.systemDisk) >= needed) return [];
  return [
    {
      path: pathOf(guest, "systemDisk"),
      problem: `must have room for the system (4g) and ${guest.swap} of swap`,
      got: `"${guest.systemDisk}"`,
      fix: `Use ${String(Math.ceil(needed / 1_024))}g or more, or lower ${pathOf(guest, "swap")}.`,
    },
  ];
}

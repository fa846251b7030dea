import { readFileSync } from "node:fs";

import { hostIp } from "./host-ip";

/** Below every other route: what leads to none of our networks goes nowhere. */
const lastResort = "9999";

/**
 * Closes the locations' ranges towards the outside: a test that runs while one of our networks is down
 * never sends a packet out of this machine. Needs the guest's image where this user is not root.
 */
export async function closeRanges(ranges: readonly string[]): Promise<void> {
  for (const range of ranges) await hostIp(renderRoute("replace", range));
}

/** Takes all closing routes away again; where there are none, nothing is run. */
export async function openRanges(): Promise<void> {
  for (const range of closedRanges(readFileSync("/proc/net/route", "utf8"))) {
    await hostIp(renderRoute("del", range));
  }
}

/** Ranges that the kernel's own table, /proc/net/route, has a closing route for. */
export function closedRanges(table: string): readonly string[] {
  return table
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .filter(([device, , , , , , metric]) => device === "*" && metric === lastResort)
    .map(([, destination = "", , , , , , mask = ""]) => {
      const prefix = octetsOf(mask).reduce(
        (bits, octet) => bits + octet.toString(2).replace(/0/g, "").length,
        0,
      );
      return `${octetsOf(destination).join(".")}/${String(prefix)}`;
    });
}

/** The kernel prints addresses as numbers of a little-endian machine. */
function octetsOf(hexadecimal: string): readonly number[] {
  return [...Buffer.from(hexadecimal, "hex").reverse()];
}

/** Arguments of `ip` for one closing route. */
export function renderRoute(verb: "replace" | "del", range: string): readonly string[] {
  return ["route", verb, "unreachable", range, "metric", lastResort];
}

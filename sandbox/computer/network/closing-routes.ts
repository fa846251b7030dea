import { readFileSync } from "node:fs";

import { locationRanges } from "@moco-sandbox/world";

import { hostIp } from "./host-ip";

/** Below every other route: what leads to none of our networks goes nowhere. */
const lastResort = "9999";

/**
 * Closes the locations' ranges towards the outside: a test that runs while one of our networks is down
 * never sends a packet out of this machine. Needs the guest's image where this user is not root.
 */
export async function closeLocationRanges(): Promise<void> {
  for (const range of locationRanges) await hostIp(renderRoute("replace", range));
}

/** Takes the closing routes away again; where there are none, nothing is run. */
export async function openLocationRanges(): Promise<void> {
  const routes = readFileSync("/proc/net/route", "utf8");
  for (const range of locationRanges) {
    if (isClosed(range, routes)) await hostIp(renderRoute("del", range));
  }
}

/** Whether the kernel's own table, /proc/net/route, has the closing route of a range. */
export function isClosed(range: string, table: string): boolean {
  const octets = (range.split("/")[0] ?? "").split(".").map(Number);
  // The kernel prints addresses as numbers of a little-endian machine.
  const destination = Buffer.from(octets).reverse().toString("hex").toUpperCase();
  return table
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .some((row) => row[0] === "*" && row[1] === destination && row[6] === lastResort);
}

/** Arguments of `ip` for one closing route. */
export function renderRoute(verb: "replace" | "del", range: string): readonly string[] {
  return ["route", verb, "unreachable", range, "metric", lastResort];
}

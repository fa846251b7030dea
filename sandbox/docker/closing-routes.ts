import { existsSync } from "node:fs";

import execa from "execa";

import { docker } from "../machines/docker-command";
import { images, locationRanges, ownLabel } from "../world";

/** Below every other route: what leads to none of our networks goes nowhere. */
const lastResort = "9999";

/**
 * Closes the locations' ranges towards the outside: a test that runs while one of our networks is down
 * never sends a packet out of this machine. Needs the guest's image where this user is not root.
 */
export async function closeLocationRanges(): Promise<void> {
  for (const range of locationRanges) await ip(renderRoute("replace", range));
}

/** Takes the closing routes away again. */
export async function openLocationRanges(): Promise<void> {
  const routes = await ip(["-4", "route", "show", "type", "unreachable"]);
  for (const range of locationRanges) {
    const closed = routes.includes(`${range} metric ${lastResort}`);
    if (closed) await ip(renderRoute("del", range));
  }
}

/** Arguments of `ip` for one closing route. */
export function renderRoute(verb: "replace" | "del", range: string): readonly string[] {
  return ["route", verb, "unreachable", range, "metric", lastResort];
}

/** Runs `ip` on this machine: directly as root, else in a container on the machine's own network. */
async function ip(args: readonly string[]): Promise<string> {
  const direct = process.getuid?.() === 0 && ["/sbin/ip", "/usr/sbin/ip"].some(existsSync);
  if (direct) return (await execa("ip", [...args])).stdout;
  return docker([
    ...["run", "--rm", "--network=host", "--cap-add=NET_ADMIN", "--label", `${ownLabel}=true`],
    ...["--entrypoint=ip", images.guest, ...args],
  ]);
}

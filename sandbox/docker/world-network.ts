import execa from "execa";

import { docker, inspect } from "../machines/docker-command";
import { locationRanges, ownLabel, wan } from "../world";

/** Below every other route: what leads to none of our networks goes nowhere. */
const lastResort = "9999";

/**
 * The stand-in for the internet, and the locations' ranges closed towards the outside: a test that runs
 * while one of our networks is down never sends a packet out of this machine.
 */
export async function ensureWorldNetwork(): Promise<void> {
  for (const range of locationRanges) {
    await execa("ip", ["route", "replace", "unreachable", range, "metric", lastResort]);
  }
  const subnet = await inspect("network", wan.network, "{{(index .IPAM.Config 0).Subnet}}");
  if (subnet === wan.subnet) return;
  if (subnet !== undefined) {
    throw new Error(
      `network ${wan.network}: range must be ${wan.subnet}, got ${subnet}. Remove it with "docker network rm ${wan.network}".`,
    );
  }
  await docker([
    "network",
    "create",
    "--label",
    `${ownLabel}=true`,
    "--subnet",
    wan.subnet,
    "--gateway",
    wan.host,
    "--opt",
    "com.docker.network.bridge.name=moco-wan",
    wan.network,
  ]);
}

/** Takes the network and the closing routes away again. */
export async function removeWorldNetwork(): Promise<void> {
  if ((await inspect("network", wan.network, "{{.Id}}")) !== undefined) {
    await docker(["network", "rm", wan.network]);
  }
  for (const range of locationRanges) {
    await execa("ip", ["route", "del", "unreachable", range, "metric", lastResort], {
      reject: false,
    });
  }
}

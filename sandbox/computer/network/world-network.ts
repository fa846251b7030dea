import { ownLabel, wan } from "@moco-sandbox/world";
import { docker, inspect } from "@moco-sandbox/world/docker-command";

import { closeRanges, openRanges } from "./closing-routes";

/** The stand-in for the internet, and the locations' ranges closed towards the real one. */
export async function ensureWorldNetwork(locationRanges: readonly string[]): Promise<void> {
  await closeRanges(locationRanges);
  const subnet = await inspect("network", wan.network, "{{(index .IPAM.Config 0).Subnet}}");
  if (subnet === wan.subnet) return;
  if (subnet !== undefined) throw new Error(wrongSubnet(subnet));
  await docker(["network", "create", ...renderWorldNetwork()]);
}

/** Takes the network and the closing routes away again. */
export async function removeWorldNetwork(): Promise<void> {
  const label = await inspect("network", wan.network, `{{index .Labels "${ownLabel}"}}`);
  if (label === "true") {
    await docker(["network", "rm", wan.network]);
  }
  await openRanges();
}

/** Arguments of `docker network create`. */
export function renderWorldNetwork(): readonly string[] {
  return [
    ...["--label", `${ownLabel}=true`],
    ...["--subnet", wan.subnet, "--gateway", wan.host],
    ...["--opt", "com.docker.network.bridge.name=moco-wan"],
    wan.network,
  ];
}

/** What is wrong with a network of our name that somebody else made. */
export function wrongSubnet(subnet: string): string {
  return `network ${wan.network}: range must be ${wan.subnet}, got ${subnet}. Remove it with "docker network rm ${wan.network}".`;
}

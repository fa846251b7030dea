import { existsSync } from "node:fs";

import execa from "execa";
import { images, ownLabel } from "@moco-sandbox/world";
import { docker } from "@moco-sandbox/world/docker-command";

/**
 * Runs `ip` on this machine: directly as root, else in a container on the machine's own network, for
 * whoever may use Docker may do that. The second way needs the guest's image.
 */
export async function hostIp(args: readonly string[]): Promise<string> {
  const found = ["/sbin/ip", "/usr/sbin/ip"].find(existsSync);
  if (process.getuid?.() === 0 && found !== undefined)
    return (await execa(found, [...args])).stdout;
  return docker([
    ...["run", "--rm", "--network=host", "--cap-add=NET_ADMIN", "--label", `${ownLabel}=true`],
    ...["--entrypoint=ip", images.guest, ...args],
  ]);
}

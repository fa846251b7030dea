import { diskVolume } from "@moco-sandbox/world";
import { docker, inspect } from "@moco-sandbox/world/docker-command";

import { renderLabels } from "./labels";

/** Number of the guest that a disk belongs to, by its name: `vm-1120-disk-0`. */
export function ownerOf(pathInDatastore: string): number | undefined {
  const number = /(?:^|\/)(?:vm|base)-(\d+)-/.exec(pathInDatastore)?.[1];
  return number === undefined ? undefined : Number(number);
}

/** Makes the volume that holds a disk's files. Its size is a promise only: the machine's disk is shared. */
export async function createDisk(node: string, vmId: number, path: string): Promise<void> {
  const volume = diskVolume(node, path);
  if ((await inspect("volume", volume, "{{.Name}}")) !== undefined) {
    throw new Error(
      `disk ${path} of ${node} exists already. Delete what is left of its guest first.`,
    );
  }
  await docker(["volume", "create", ...renderLabels(node, vmId), volume]);
}

/** Deletes a disk with all that is on it; Docker refuses while a guest has it mounted. */
export async function removeDisk(node: string, path: string): Promise<void> {
  await docker(["volume", "rm", "--force", diskVolume(node, path)]);
}

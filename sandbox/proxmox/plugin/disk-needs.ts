import { ownerOf } from "../machines/disk";
import type { Need } from "./node-api";
import type { WantedDisk, WantedGuest } from "./wanted-guest";

/** What Proxmox asks of who gives a guest its disks: sight of all of them, space for those that are made. */
export function diskNeeds({ vmId, disks }: WantedGuest): readonly Need[] {
  return disks.flatMap((disk): readonly Need[] => {
    const { datastoreId, pathInDatastore, importFrom } = disk;
    const isForeign = pathInDatastore !== undefined && ownerOf(pathInDatastore) !== vmId;
    const image = importFrom?.slice(0, importFrom.indexOf(":"));
    return [
      ...sightNeeds(vmId, [disk]),
      ...(isForeign ? [] : [[`/storage/${datastoreId}`, "Datastore.AllocateSpace"] as const]),
      ...(image === undefined ? [] : [[`/storage/${image}`, "Datastore.Audit"] as const]),
    ];
  });
}

/** What it asks of who reads a guest: the format of a disk is its storage's to say, to whom may change it. */
export function sightNeeds(
  vmId: number,
  disks: readonly Pick<WantedDisk, "datastoreId" | "pathInDatastore">[],
): readonly Need[] {
  return disks.flatMap(({ datastoreId, pathInDatastore }): readonly Need[] => [
    [`/storage/${datastoreId}`, "Datastore.Audit"],
    [`/vms/${String(ownerOf(pathInDatastore ?? "") ?? vmId)}`, "VM.Config.Disk"],
  ]);
}

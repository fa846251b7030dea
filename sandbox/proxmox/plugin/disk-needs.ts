import { ownerOf } from "../machines/disk";
import type { Need } from "./node-api";
import type { WantedGuest } from "./wanted-guest";

/** What Proxmox asks of who gives a guest its disks: space for those that are made, sight of the others. */
export function diskNeeds({ vmId, disks }: WantedGuest): readonly Need[] {
  return disks.flatMap(({ datastoreId, pathInDatastore, importFrom }): readonly Need[] => {
    const storage = `/storage/${datastoreId}`;
    if (pathInDatastore !== undefined && ownerOf(pathInDatastore) !== vmId) {
      return [
        [storage, "Datastore.Audit"],
        [`/vms/${String(ownerOf(pathInDatastore))}`, "VM.Config.Disk"],
      ];
    }
    const image = importFrom?.slice(0, importFrom.indexOf(":"));
    return [
      [storage, "Datastore.AllocateSpace"],
      ...(image === undefined ? [] : [[`/storage/${image}`, "Datastore.Audit"] as const]),
    ];
  });
}

import * as pulumi from "@pulumi/pulumi";

import type { GuestPlan } from "../../model/location/location-plan";
import type { Problem } from "../../model/basics/problem";
import { refusal } from "../../model/basics/user-error";

/** The part of a machine's inputs that is compared; what a preview does not know yet is missing. */
export interface MachineInputs {
  readonly disks?: readonly { readonly size?: number; readonly datastoreId?: string }[];
  readonly cpu?: { readonly cores?: number };
  readonly memory?: { readonly dedicated?: number };
}

/** Which disk of a guest a machine owns: the first of each. */
export type OwnDisk = "systemDisk" | "dataDisk";

/**
 * What Proxmox would refuse, or half do, when a machine that is there becomes another one. Only the engine
 * knows what was there, and tells it before an update, in a preview as well.
 */
export function checkDiskChange(
  guest: GuestPlan,
  disk: OwnDisk,
  was: MachineInputs,
  becomes: MachineInputs,
): readonly Problem[] {
  const problems: Problem[] = [];
  const [old, wanted] = [was.disks?.[0], becomes.disks?.[0]];
  const path = `guests.${guest.name}.${disk}`;
  const [oldSize = 0, size = oldSize] = [old?.size, wanted?.size];
  if (size < oldSize) {
    problems.push({
      path,
      problem: `is smaller than the disk that is there, of ${String(oldSize)}g`,
      got: guest[disk],
      fix:
        disk === "systemDisk"
          ? `Write ${String(oldSize)}g, or give the guest a new rebuild with it: it gets a new system disk then.`
          : `Write ${String(oldSize)}g: a data disk only grows. A smaller one is a new guest, to which its services move.`,
    });
  }
  const isResized =
    was.cpu?.cores !== becomes.cpu?.cores || was.memory?.dedicated !== becomes.memory?.dedicated;
  if (disk === "systemDisk" && size > oldSize && isResized) {
    problems.push({
      path,
      problem: `grows from ${String(oldSize)}g together with cores or memory, which a running guest cannot`,
      got: guest[disk],
      fix: "Deploy one of them first, then the other.",
    });
  }
  const moved = (was.disks ?? []).find(
    ({ datastoreId }, index) =>
      datastoreId !== undefined &&
      becomes.disks?.[index]?.datastoreId !== undefined &&
      becomes.disks[index].datastoreId !== datastoreId,
  );
  if (moved !== undefined) {
    problems.push({
      path: "location.node.datastore",
      problem: `is not where the disks of ${guest.name} are, which is ${moved.datastoreId ?? ""}`,
      got: becomes.disks?.[0]?.datastoreId ?? "",
      fix: `Write ${moved.datastoreId ?? ""}, or move them first: "Other storage" in docs/runbooks/guest.md.`,
    });
  }
  return problems;
}

/** Refuses in the plan what `checkDiskChange` finds, so that nothing of the run is done. */
export function refuseDiskChange(
  name: string,
  guest: GuestPlan,
  disk: OwnDisk,
): pulumi.ResourceHook {
  return new pulumi.ResourceHook(
    `disks of ${name}`,
    ({ oldInputs, newInputs }) => {
      const problems = checkDiskChange(
        guest,
        disk,
        oldInputs as MachineInputs,
        newInputs as MachineInputs,
      );
      if (problems.length > 0) throw refusal(name, problems);
    },
    { onDryRun: true },
  );
}

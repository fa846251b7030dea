import type { BackupPlan } from "./backup-plan";

/** Data that outlives every release of a service. */
export interface VolumeSpec {
  readonly backup: BackupPlan;
}

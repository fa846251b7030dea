import type { Duration } from "../basics/units";

/** How a volume is kept safe, or why it need not be. */
export type BackupPlan = BackupSchedule | BackupExemption;

export interface BackupSchedule {
  /** At least one good backup in this time; must not exceed the service's RPO. */
  readonly every: Duration;
  /** How many of each are kept. */
  readonly keep: { readonly daily: number; readonly weekly: number; readonly monthly: number };
  /**
   * Where a copy of the files alone is not consistent: the container and the command whose standard
   * output is the backup, for instance a database dump.
   */
  readonly dump?: { readonly container: string; readonly command: readonly [string, ...string[]] };
}

/** For data that can be made again. */
export interface BackupExemption {
  readonly exempt: string;
}

/** Kept 7 days, 4 weeks and 6 months. */
export const standardRetention = { daily: 7, weekly: 4, monthly: 6 } as const;

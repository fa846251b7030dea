import type { Duration } from "../basics/units";

/** What the people who use a service may expect of it. */
export interface Objectives {
  /** Per cent of minutes in 30 days, for instance 99.5. */
  readonly availability: number;
  /** Longest acceptable time to get it back. */
  readonly rto: Duration;
  /** Longest acceptable stretch of lost data. */
  readonly rpo: Duration;
}

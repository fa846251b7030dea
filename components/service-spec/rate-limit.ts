import type { Duration } from "../shared/units";

/** Requests that one client may make: `average` a `period` in the long run, `burst` at once. */
export interface RateLimit {
  readonly average: number;
  readonly burst: number;
  readonly period: Duration;
}

/** For pages that people open; the numbers of the company's own recommendation. */
export const webRateLimit: RateLimit = { average: 100, burst: 200, period: "1m" };

/** For programs that call; the numbers of the company's own recommendation. */
export const apiRateLimit: RateLimit = { average: 10, burst: 20, period: "1m" };

import type { Duration } from "../basics/units";

/**
 * Requests that one client may make: `average` a `period` in the long run, `burst` at once. A client is an
 * IPv4 address, or the /64 of an IPv6 one. Traefik forgets a client that is still for `1 + period / average`
 * seconds (two at the least), and grants the burst anew: who knows that and pauses gets a burst each time.
 * Keep the burst near to what a page really asks for.
 */
export interface RateLimit {
  readonly average: number;
  readonly burst: number;
  readonly period: Duration;
}

/** For pages that people open; the numbers of the company's own recommendation. */
export const webRateLimit: RateLimit = { average: 100, burst: 200, period: "1m" };

/** For programs that call; the numbers of the company's own recommendation. */
export const apiRateLimit: RateLimit = { average: 10, burst: 20, period: "1m" };

/**
 * For the files that pages load: three loads in a row by each of two people behind one address, as n8n's
 * editor was measured (docs/decisions/0012-a-limit-for-files-of-their-own.md).
 */
export const assetRateLimit: RateLimit = { average: 600, burst: 2_000, period: "1m" };

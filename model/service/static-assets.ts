import type { RateLimit } from "./rate-limit";

/**
 * Files that pages load by the hundred: scripts, styles, fonts, pictures. Reading them (GET, HEAD) counts
 * against a limit of their own, everything else against the route's.
 */
export interface StaticAssets {
  /**
   * Folders or single files, as browsers ask for them, below the route's own path. Name only what the service
   * reads from its disk and gives to everybody alike: whatever else answers there gets the files' limit.
   */
  readonly paths: readonly [`/${string}`, ...`/${string}`[]];
  readonly rateLimit: RateLimit;
}

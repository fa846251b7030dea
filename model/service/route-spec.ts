import type { AccessSpec } from "./access";
import type { RateLimit } from "./rate-limit";
import type { StaticAssets } from "./static-assets";

/** A public name of a service, or a path below one: who may enter, and how often. */
export interface RouteSpec {
  /** Author-chosen id, unique in the service; names the resources made for it. */
  readonly name: string;
  /** One label below the zone: `n8n` becomes `n8n.<zone>`. */
  readonly subdomain: string;
  /** Key of one of the location's zones. @default "main" */
  readonly zone?: string;
  /** Only requests below this path; @default "/" */
  readonly path?: `/${string}`;
  readonly container: string;
  /** Port that the container listens on, 1-65535. */
  readonly port: number;
  readonly access: AccessSpec;
  readonly rateLimit: RateLimit;
  /** What its pages load beside themselves; without it that counts against `rateLimit`. */
  readonly assets?: StaticAssets;
}

import type { Duration, Size } from "../basics/units";
import type { AccessSpec } from "./access";
import type { BackupPlan } from "./backup-plan";
import type { Healthcheck } from "./healthcheck";
import type { RateLimit } from "./rate-limit";

/**
 * What a service is, wherever it runs: plain data that is fully known before anything runs, in the
 * words of the Compose specification where it has one. Locations, addresses and digests are added
 * when a stack places it (`placeService`).
 */
export interface ServiceSpec<Image extends string = string> {
  /** Unique in a location; lower-case letters, digits and dashes, 2-30 characters. */
  readonly name: string;
  /** One sentence for the person who is paged for it. */
  readonly description: string;
  /** By container name, which is also its name on the service's network. */
  readonly containers: Readonly<Record<string, ContainerSpec<Image>>>;
  /** Every volume says how it is backed up; `{}` where there is no state. */
  readonly volumes: Readonly<Record<string, VolumeSpec>>;
  /** Every public name says who may enter and how often; `[]` where there is none. */
  readonly routes: readonly RouteSpec[];
  /** What it needs from elsewhere, by the name that environment values refer to it with. */
  readonly needs: Readonly<Record<string, NeedSpec<Image>>>;
  /** Secrets by name; values come from `npm run secrets` and are never written here. */
  readonly secrets: Readonly<Record<string, SecretSpec>>;
  readonly objectives: Objectives;
  /** Path from the root of the repository of what to do when it fails. */
  readonly runbook: `${string}.md`;
}

export interface ContainerSpec<Image extends string = string> {
  /** Name of a line in the image lock, which gives tag and digest. */
  readonly image: Image;
  readonly command?: readonly string[];
  /** `uid:gid` that the image runs as; its secret files belong to this user. */
  readonly user: `${number}:${number}`;
  /** Never a secret: those come as files. */
  readonly environment?: Readonly<Record<string, EnvironmentValue>>;
  readonly healthcheck: Healthcheck;
  readonly limits: Limits;
  /** Mount point -> name of one of the service's volumes. */
  readonly mounts?: Readonly<Record<string, string>>;
  /** Environment variable that gets the file's path (`*_FILE`) -> name of one of the service's secrets. */
  readonly secretFiles?: Readonly<Record<string, string>>;
  /** Absolute path in the container -> text. Never a secret. */
  readonly configFiles?: Readonly<Record<string, string>>;
  /**
   * Like `configFiles`, for programs that watch the file's directory: a change reaches them without a
   * restart. All of that directory comes from here.
   */
  readonly reloadedFiles?: Readonly<Record<string, string>>;
  /** Other containers of this service that must be healthy first. */
  readonly dependsOn?: readonly string[];
  /** @default "10s" - Compose's own. Between SIGTERM and SIGKILL. */
  readonly stopGracePeriod?: Duration;
  /** Writable memory-only directories; the root file system is read-only unless `writableRoot`. */
  readonly tmpfs?: readonly string[];
  /** @default false - the root file system is mounted read-only. */
  readonly writableRoot?: boolean;
  /** @default [] - all capabilities are dropped; name the few that the image cannot do without. */
  readonly capabilities?: readonly string[];
}

/** Plain text, or a reference that placement resolves to plain text. */
export type EnvironmentValue = string | NeedReference | RouteReference;

/** Host or port at which a need is served. */
export interface NeedReference {
  readonly need: string;
  readonly part: "host" | "port";
}

/** Public name or address of one of the service's own routes. */
export interface RouteReference {
  readonly route: string;
  readonly part: "hostname" | "url";
}

export interface Limits {
  /** Share of CPU cores, for instance 0.5. */
  readonly cpus: number;
  readonly memory: Size;
  /** @default 512 */
  readonly pids?: number;
}

export interface VolumeSpec {
  readonly backup: BackupPlan;
}

export interface RouteSpec {
  /** Author-chosen id, unique in the service; names the resources made for it. */
  readonly name: string;
  /** One label below the zone: `n8n` becomes `n8n.<zone>`. */
  readonly subdomain: string;
  /** Only requests below this path; @default "/" */
  readonly path?: `/${string}`;
  readonly container: string;
  /** Port that the container listens on, 1-65535. */
  readonly port: number;
  readonly access: AccessSpec;
  readonly rateLimit: RateLimit;
}

/**
 * Another service that runs for this one alone (its database, its cache), on the guest that a
 * location keeps for data. It is bound to one port of that guest, reachable for the needing guest only.
 */
export interface NeedSpec<Image extends string = string> {
  readonly service: ServiceSpec<Image>;
  readonly container: string;
  /** Port that the container listens on. */
  readonly containerPort: number;
  /** Port on the providing guest's address; unique on that guest. */
  readonly port: number;
}

export interface SecretSpec {
  /** Characters of the generated value; @default 40 */
  readonly length?: number;
  /** What happens to the service when it is changed, for the person who rotates it. */
  readonly onRotation: string;
}

export interface Objectives {
  /** Per cent of minutes in 30 days, for instance 99.5. */
  readonly availability: number;
  /** Longest acceptable time to get it back. */
  readonly rto: Duration;
  /** Longest acceptable stretch of lost data. */
  readonly rpo: Duration;
}

import type { Duration } from "../basics/units";
import type { EnvironmentValue } from "./environment-value";
import type { Healthcheck } from "./healthcheck";
import type { Limits, Reservations } from "./resources";

/** One program of a service. */
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
  readonly reservations: Reservations;
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

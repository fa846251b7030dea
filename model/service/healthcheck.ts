import type { Duration } from "../basics/units";

/** How to find out that a container does its work; made by one of the functions below. */
export type Healthcheck = HttpHealthcheck | TcpHealthcheck | CommandHealthcheck;

/** How often and how patiently it is asked. */
export interface HealthcheckTiming {
  /** @default "10s" */
  readonly interval: Duration;
  /** Longest time for one answer. @default "5s" */
  readonly timeout: Duration;
  /** Failures in a row that make it unhealthy. @default 3 */
  readonly retries: number;
  /** Failures in this time after start do not count. @default "20s" */
  readonly startPeriod: Duration;
}

/** Healthy while `GET http://127.0.0.1:<port><path>` answers 2xx, for every one of the paths. */
export interface HttpHealthcheck extends HealthcheckTiming {
  readonly kind: "http";
  readonly port: number;
  readonly paths: readonly [`/${string}`, ...`/${string}`[]];
}

/** Healthy while the port takes connections. */
export interface TcpHealthcheck extends HealthcheckTiming {
  readonly kind: "tcp";
  readonly port: number;
}

/** Healthy while the command in the container exits with 0. */
export interface CommandHealthcheck extends HealthcheckTiming {
  readonly kind: "command";
  readonly command: readonly [string, ...string[]];
}

const defaults: HealthcheckTiming = {
  interval: "10s",
  timeout: "5s",
  retries: 3,
  startPeriod: "20s",
};

/** For programs that speak HTTP; under Compose the image has to bring `wget`. */
export function httpHealthcheck(
  port: number,
  paths: `/${string}` | HttpHealthcheck["paths"],
  timing: Partial<HealthcheckTiming> = {},
): HttpHealthcheck {
  const all: HttpHealthcheck["paths"] = typeof paths === "string" ? [paths] : paths;
  return { kind: "http", port, paths: all, ...defaults, ...timing };
}

/** For programs with a protocol of their own; under Compose the image has to bring `nc`. */
export function tcpHealthcheck(
  port: number,
  timing: Partial<HealthcheckTiming> = {},
): TcpHealthcheck {
  return { kind: "tcp", port, ...defaults, ...timing };
}

/** For programs that bring a check of their own; runs without a shell. */
export function commandHealthcheck(
  command: CommandHealthcheck["command"],
  timing: Partial<HealthcheckTiming> = {},
): CommandHealthcheck {
  return { kind: "command", command, ...defaults, ...timing };
}

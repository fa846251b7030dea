import type { Duration } from "../basics/units";

/** How Docker finds out that a container does its work; made by one of the functions below. */
export interface Healthcheck {
  readonly test: readonly ["CMD" | "CMD-SHELL", ...string[]];
  readonly interval: Duration;
  readonly timeout: Duration;
  readonly retries: number;
  /** Failures in this time after start do not count. */
  readonly startPeriod: Duration;
}

/** @default 10 s between checks, 5 s each, 3 failures in a row, none counted in the first 20 s. */
export type HealthcheckTiming = Partial<Omit<Healthcheck, "test">>;

const defaults = { interval: "10s", timeout: "5s", retries: 3, startPeriod: "20s" } as const;

/**
 * Healthy while `GET http://127.0.0.1:<port><path>` answers 2xx, for every path where there are several;
 * needs `wget` in the image.
 */
export function httpHealthcheck(
  port: number,
  paths: `/${string}` | readonly [`/${string}`, ...`/${string}`[]],
  timing: HealthcheckTiming = {},
): Healthcheck {
  const urls = (typeof paths === "string" ? [paths] : paths).map(
    (path) => `http://127.0.0.1:${String(port)}${path}`,
  );
  return { ...defaults, ...timing, test: ["CMD", "wget", "-q", "-O", "/dev/null", ...urls] };
}

/** Healthy while the command in the container exits with 0; runs without a shell. */
export function commandHealthcheck(
  command: readonly [string, ...string[]],
  timing: HealthcheckTiming = {},
): Healthcheck {
  return { ...defaults, ...timing, test: ["CMD", ...command] };
}

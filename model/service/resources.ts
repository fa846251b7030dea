import type { Size } from "../basics/units";

/** What a container may take at most: above it is slowed down (CPU) or killed (memory). */
export interface Limits {
  /** Share of CPU cores, for instance 0.5. */
  readonly cpus: number;
  readonly memory: Size;
  /** @default 512 */
  readonly pids?: number;
}

/**
 * What a container needs to do its daily work. Guests are filled by reservations, and by limits only as far as
 * the location's overcommit allows.
 */
export interface Reservations {
  /** Share of CPU cores, for instance 0.1; at most the limit. */
  readonly cpus: number;
  /** At most the limit. */
  readonly memory: Size;
}

/** What the proxy of a guest takes, the Traefik in front of its routed services. */
export const proxyResources = {
  limits: { cpus: 1, memory: "256m" },
  reservations: { cpus: 0.1, memory: "128m" },
} as const satisfies { readonly limits: Limits; readonly reservations: Reservations };

import type { AccessSpec } from "./access";
import type { RateLimit } from "./rate-limit";
import type { ContainerSpec, Objectives, SecretSpec, VolumeSpec } from "./service-spec";

/**
 * A service on a guest: the spec with every reference resolved to plain text. This is what the
 * components take, what the state shows, and what the policies read.
 */
export interface PlacedService {
  readonly name: string;
  readonly description: string;
  /** `pm1` */
  readonly location: string;
  /** `pm1-apps` */
  readonly guest: string;
  readonly containers: Readonly<Record<string, PlacedContainer>>;
  readonly volumes: Readonly<Record<string, VolumeSpec>>;
  readonly routes: readonly PlacedRoute[];
  /** Names of the services that must be healthy before this one is applied. */
  readonly needs: readonly string[];
  /** Bound to the guest's VLAN address; only the named guests may reach them. */
  readonly ports: readonly PublishedPort[];
  readonly secrets: Readonly<Record<string, SecretSpec>>;
  readonly objectives: Objectives;
  readonly runbook: string;
}

export interface PlacedContainer extends Omit<ContainerSpec, "image" | "environment"> {
  /** `repository:tag@sha256:…` */
  readonly image: string;
  readonly environment: Readonly<Record<string, string>>;
}

export interface PlacedRoute {
  /** `<service>-<route name>`, unique in the location. */
  readonly name: string;
  readonly service: string;
  readonly hostname: string;
  /** `/` for all of the name. */
  readonly path: string;
  readonly container: string;
  readonly port: number;
  readonly access: AccessSpec;
  readonly rateLimit: RateLimit;
}

export interface PublishedPort {
  /** The guest's VLAN address, never 0.0.0.0. */
  readonly address: string;
  readonly port: number;
  readonly container: string;
  readonly containerPort: number;
  /** Guests that may connect. */
  readonly from: readonly string[];
}

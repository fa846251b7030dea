import type { AccessSpec } from "./access";
import type { ContainerSpec } from "./container-spec";
import type { Objectives } from "./objectives";
import type { RateLimit } from "./rate-limit";
import type { SecretSpec } from "./secret-spec";
import type { StaticAssets } from "./static-assets";
import type { VolumeSpec } from "./volume-spec";

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
  /** What its containers, and no others of its guest, may connect to on other guests. */
  readonly reaches: readonly ReachedPort[];
  readonly secrets: Readonly<Record<string, SecretSpec>>;
  readonly objectives: Objectives;
  readonly runbook: string;
}

/** A container with its image and environment as they are run. */
export interface PlacedContainer extends Omit<ContainerSpec, "image" | "environment"> {
  /** `repository:tag@sha256:…` */
  readonly image: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Networks that it shares with other services of its guest and is on when it starts, besides its own service's. */
  readonly networks: readonly string[];
  /** Networks that other services bring to it while it runs: it is not made anew for one more or less of them. */
  readonly attachedNetworks: readonly string[];
}

/** A route with its whole public name. */
export interface PlacedRoute {
  /** `<service>-<route name>`, unique in the location. */
  readonly name: string;
  readonly service: string;
  /** Key of its zone. */
  readonly zone: string;
  readonly hostname: string;
  /** `/` for all of the name. */
  readonly path: string;
  readonly container: string;
  readonly port: number;
  readonly access: AccessSpec;
  readonly rateLimit: RateLimit;
  readonly assets?: StaticAssets;
}

/** A port of a container that other guests reach. */
export interface PublishedPort {
  /** The guest's VLAN address, never 0.0.0.0. */
  readonly address: string;
  readonly port: number;
  readonly container: string;
  readonly containerPort: number;
  /** Guests that may connect. */
  readonly from: readonly string[];
}

/** A port on another guest that a service needs. */
export interface ReachedPort {
  /** Name of the service that listens there. */
  readonly service: string;
  readonly address: string;
  readonly port: number;
}

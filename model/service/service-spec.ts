import type { ContainerSpec } from "./container-spec";
import type { EndpointSpec } from "./endpoint-spec";
import type { Objectives } from "./objectives";
import type { RouteSpec } from "./route-spec";
import type { SecretSpec } from "./secret-spec";
import type { VolumeSpec } from "./volume-spec";

/**
 * What a service is, wherever it runs: plain data that is fully known before anything runs, in the
 * words of the Compose specification where it has one. Locations, addresses and digests are added
 * when a stack places it.
 */
export interface ServiceSpec<Image extends string = string> {
  /** Unique in a location; lower-case letters, digits and dashes, 2-30 characters. */
  readonly name: string;
  /** One sentence for the person who is paged for it. */
  readonly description: string;
  /** By container name, which is also its name on the service's network. */
  readonly containers: Readonly<Record<string, ContainerSpec<Image>>>;
  /** Every volume says how it is backed up. @default {} */
  readonly volumes?: Readonly<Record<string, VolumeSpec>>;
  /** Every public name says who may enter and how often. @default [] */
  readonly routes?: readonly RouteSpec[];
  /** What other services may connect to, by name. @default {} */
  readonly endpoints?: Readonly<Record<string, EndpointSpec>>;
  /** What it needs from other services, by the name that environment values refer to it with. @default {} */
  readonly needs?: Readonly<Record<string, Relation<Image>>>;
  /** Secrets by name; values come from `npm run secrets` and are never written here. @default {} */
  readonly secrets?: Readonly<Record<string, SecretSpec>>;
  readonly objectives: Objectives;
  /** Path from the root of the repository of what to do when it fails. */
  readonly runbook: `${string}.md`;
}

/** What a service needs from another one; made by `own` and `uses`. */
export type Relation<Image extends string = string> = OwnedService<Image> | UsedService;

/** A service that runs for this one alone, and is placed together with it. */
export interface OwnedService<Image extends string = string> {
  readonly kind: "own";
  readonly service: ServiceSpec<Image>;
  readonly endpoint: string;
}

/** A service that many use; the location places it once. */
export interface UsedService {
  readonly kind: "uses";
  /** Name of the service. */
  readonly service: string;
  readonly endpoint: string;
}

import type { ServiceSpec } from "../../model/service/service-spec";
import type { ImageName } from "../../services/images";

/** What runs where at one location; everything else that differs is in the stack's configuration. */
export interface LocationDefinition {
  readonly services: readonly Placement[];
  /** Services whose data `npm run move` has brought to another guest; a line may go after its update. @default [] */
  readonly moved?: readonly Move[];
}

/** Approves by name that a service runs on another guest than the one it was deployed to. */
export interface Move {
  /** Name of a service with volumes, owned ones included: `n8n-database`. */
  readonly service: string;
  /** Role of the guest that it was on. */
  readonly from: string;
  /** Role of the guest that it is placed on. */
  readonly to: string;
  /** What was brought there, 12 hexadecimal digits: `npm run move` prints it, and the guest is asked for it. */
  readonly copy: string;
}

/** One line of a stack: this service on this guest. */
export interface Placement {
  readonly service: ServiceSpec<ImageName>;
  /** Role of the guest: `apps` is `pm1-apps` at pm1. */
  readonly on: string;
  /** @default "data" - role of the guest for the services that it owns (databases, caches). */
  readonly ownedOn?: string;
}

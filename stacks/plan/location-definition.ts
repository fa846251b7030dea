import type { ServiceSpec } from "../../model/service/service-spec";
import type { ImageName } from "../../services/images";

/** What runs where at one location; everything else that differs is in the stack's configuration. */
export interface LocationDefinition {
  readonly services: readonly Placement[];
}

/** One line of a stack: this service on this guest. */
export interface Placement {
  readonly service: ServiceSpec<ImageName>;
  /** Role of the guest: `apps` is `pm1-apps` at pm1. */
  readonly on: string;
  /** @default "data" - role of the guest for the services that it owns (databases, caches). */
  readonly ownedOn?: string;
}

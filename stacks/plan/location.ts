import type { Flow, FlowRule } from "../../model/location/flow";
import type { GuestPlan, LocationPlan, VlanPlan } from "../../model/location/location-plan";
import type { PlacedRoute, PlacedService } from "../../model/service/placed-service";
import type { ImageName } from "../../services/images";
import type { LocationConfig } from "../config/location-config";
import type { SharedNetwork } from "./shared-networks";

/** A location whose configuration, secrets and placements were found right: all of it plain data. */
export interface Location {
  readonly name: string;
  readonly config: LocationConfig;
  readonly network: LocationPlan;
  readonly guests: readonly PlannedGuest[];
  /** Every connection that is allowed between guests. */
  readonly flows: readonly Flow[];
  readonly routes: readonly PlannedRoute[];
  readonly images: Readonly<Record<ImageName, string>>;
}

/** A guest with all that runs on it. */
export interface PlannedGuest {
  readonly plan: GuestPlan;
  readonly vlan: VlanPlan;
  /** Public SSH host key. */
  readonly hostKey: string;
  /** What may connect to it. */
  readonly rules: readonly FlowRule[];
  readonly services: readonly PlacedService[];
  /** Networks between its services, and to its proxy. */
  readonly networks: readonly SharedNetwork[];
  /** What its proxy serves; a guest without routes has none. */
  readonly routes: readonly PlacedRoute[];
  /** Whether it runs a connector of the services' tunnel. */
  readonly connector: boolean;
}

/** A public name, and where a connector finds what answers to it. */
export interface PlannedRoute extends PlacedRoute {
  /** The proxy of the guest that serves it, `http://10.50.0.70:80`. */
  readonly originUrl: string;
}

import type { LocationPlan } from "../../model/location/location-plan";
import type { Flow } from "../../model/location/flow";
import type { PlacedService } from "../../model/service/placed-service";
import type { ImageName } from "../../services/images";
import type { LocationConfig } from "../config/location-config";
import type { StackConfig } from "../config/read-stack-config";

/** A location whose configuration, secrets and placements were found right: all of it plain data. */
export interface Location {
  readonly name: string;
  readonly config: LocationConfig;
  readonly plan: LocationPlan;
  readonly services: readonly PlacedService[];
  readonly flows: readonly Flow[];
  /** Public SSH host key by guest. */
  readonly hostKeys: Readonly<Record<string, string>>;
  readonly images: Readonly<Record<ImageName, string>>;
  /** Where secret values are asked for. */
  readonly stack: Pick<StackConfig, "requireSecret">;
}

import { readFileSync } from "node:fs";
import { join } from "node:path";

import { parse } from "yaml";

import { accept } from "../../model/basics/checked";
import { images } from "../../services/images";
import { checkLocationConfig } from "../../stacks/config/check-location-config";
import { splitHostKeys } from "../../stacks/config/host-keys";
import { plainValues } from "../../stacks/config/plain-values";
import { locations } from "../../stacks/locations";
import type { Location } from "../../stacks/plan/location";
import { resolveLocation } from "../../stacks/plan/resolve-location";

/** Every location as its configuration in this folder plans it, secrets and host keys apart. */
export function plannedLocations(folder: string): readonly Location[] {
  return Object.entries(locations).map(([name, definition]) => {
    const file = join(folder, `Pulumi.${name}.yaml`);
    const { config } = parse(readFileSync(file, "utf8")) as {
      readonly config: Readonly<Record<string, unknown>>;
    };
    const { document } = splitHostKeys(plainValues(config, "moco-infra"));
    const checked = accept(file, checkLocationConfig(name, document));
    const hostKeys = Object.fromEntries(Object.keys(checked.guests).map((guest) => [guest, ""]));
    return accept(file, resolveLocation(name, checked, definition, hostKeys, images));
  });
}

import { readFileSync } from "node:fs";
import { join } from "node:path";

import { parse } from "yaml";

import { accept } from "../../model/basics/checked";
import { images } from "../../services/images";
import { checkLocationConfig } from "../../stacks/config/check-location-config";
import { plainValues } from "../../stacks/config/plain-values";
import { locations } from "../../stacks/locations";
import type { Location } from "../../stacks/plan/location";
import { resolveLocation } from "../../stacks/plan/resolve-location";

/** Every location as a fresh clone would plan it: without secrets, and with placeholders where its owner's values go. */
export function plannedLocations(root: string): readonly Location[] {
  return Object.entries(locations).map(([name, definition]) => {
    const file = `tests/fixtures/fresh-clone/Pulumi.${name}.yaml`;
    const { config } = parse(readFileSync(join(root, file), "utf8")) as {
      readonly config: Readonly<Record<string, unknown>>;
    };
    const checked = accept(file, checkLocationConfig(name, plainValues(config, "moco-infra")));
    const hostKeys = Object.fromEntries(Object.keys(checked.guests).map((guest) => [guest, ""]));
    return accept(file, resolveLocation(name, checked, definition, hostKeys, images));
  });
}

import { checked, type Checked } from "../../model/basics/checked";
import { listOf } from "../../model/basics/list-of";
import { checkService } from "../../model/service/check-service";
import { checkLocationConfig } from "../config/check-location-config";
import { checkPlaceholders } from "../config/check-placeholders";
import { checkSecrets } from "../config/check-secrets";
import { splitHostKeys } from "../config/host-keys";
import type { StackConfig } from "../config/read-stack-config";
import { readImageLock } from "./image-lock";
import type { Location } from "./location";
import type { LocationDefinition } from "./location-definition";
import { resolveLocation } from "./resolve-location";
import { checkDefinition } from "./shape/check-definition";
import { secretsOfLocation } from "./stack-secrets";

/** What a stack's configuration says; the values of secrets stay where they are. */
type Source = Pick<StackConfig, "document" | "secretKeys">;

/** A location with everything on it, resolved to plain data, or all that is wrong with it at once. */
export function planLocation(
  name: string,
  definition: LocationDefinition,
  source: Source,
  directory: string,
): Checked<Location> {
  const { hostKeys, document } = splitHostKeys(source.document);
  const config = checkLocationConfig(name, document);
  const misshapen = checkDefinition(name, definition);
  if (misshapen.length > 0) {
    return { value: undefined, problems: [...config.problems, ...misshapen] };
  }
  const services = definition.services.map(({ service }) => service);
  const problems = [...config.problems, ...services.flatMap(checkService)];
  if (config.value === undefined) return { value: undefined, problems };
  const images = readImageLock(config.value.imageLock, directory);
  const rest = [
    ...problems,
    ...images.problems,
    ...checkPlaceholders(config.value),
    ...checkSecrets(name, secretsOfLocation(name, config.value, definition), source),
  ];
  if (images.value === undefined) return { value: undefined, problems: rest };
  const location = resolveLocation(name, config.value, definition, hostKeys, images.value);
  return checked(location.value, [...rest, ...location.problems]);
}

/** The definition of the stack's location. */
export function definitionOf(
  stack: string,
  locations: Readonly<Record<string, LocationDefinition>>,
): Checked<LocationDefinition> {
  const definition = locations[stack];
  if (definition !== undefined) return checked(definition, []);
  const problem = {
    path: "stack",
    problem: `must be one of ${listOf(["account", ...Object.keys(locations)])}`,
    got: `"${stack}"`,
    fix: "Use one of them, or add it to stacks/locations.ts.",
  };
  return { value: undefined, problems: [problem] };
}

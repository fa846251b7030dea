import type { Problem } from "../../model/basics/problem";
import { refuse, UserError } from "../../model/basics/user-error";
import { checkPlacements } from "./check-placements";
import { checkLocationConfig } from "../config/check-location-config";
import { checkPlaceholders } from "../config/check-placeholders";
import { checkSecrets } from "../config/check-secrets";
import type { LocationConfig } from "../config/location-config";
import { locationPlan } from "../config/location-plan";
import type { StackConfig } from "../config/read-stack-config";
import type { LocationDefinition } from "./location-definition";
import { readImageLock } from "./image-lock";
import { placeServices } from "./place-services";
import { hostKeyPublic, hostKeyPublicPrefix } from "../config/secret-need";
import { locationSecretNeeds } from "./secret-needs";
import { flowsOf } from "./flows";
import type { Location } from "./location";

/** Checks everything about a location before anything is made; all faults are reported at once. */
export function parseLocation(
  name: string,
  definitions: Readonly<Record<string, LocationDefinition>>,
  stack: StackConfig,
): Location {
  const definition = definitions[name];
  if (definition === undefined) {
    const known = ["account", ...Object.keys(definitions)].join(", ");
    throw new UserError(
      `stack "${name}" is unknown. Use one of ${known}, or add it to stacks/locations.ts.`,
    );
  }
  const { keys, document } = splitHostKeys(stack.document);
  const { value: config, problems } = checkLocationConfig(name, document);
  refuse(`Pulumi.${name}.yaml`, [
    ...problems,
    ...(config === undefined ? [] : checkRest(name, config, definition, stack, keys)),
  ]);
  if (config === undefined) throw new Error("a configuration without a value has problems");
  const plan = locationPlan(name, config);
  const images = readImageLock(config.imageLock, process.cwd());
  const services = placeServices(definition.services, {
    location: name,
    zone: config.cloudflare.zone,
    images,
    addresses: Object.fromEntries(plan.guests.map((guest) => [guest.name, guest.address])),
  });
  return {
    name,
    config,
    plan,
    services,
    images,
    flows: flowsOf(plan, services, config.connectors),
    hostKeys: keys,
    stack,
  };
}

/** The public host keys lie beside the secrets that they belong to, as keys of their own. */
function splitHostKeys(document: Readonly<Record<string, unknown>>): {
  readonly keys: Readonly<Record<string, string>>;
  readonly document: Readonly<Record<string, unknown>>;
} {
  const entries = Object.entries(document);
  const isKey = ([key]: readonly [string, unknown]): boolean => key.startsWith(hostKeyPublicPrefix);
  return {
    keys: Object.fromEntries(
      entries
        .filter(isKey)
        .map(([key, value]) => [key.slice(hostKeyPublicPrefix.length), String(value)]),
    ),
    document: Object.fromEntries(entries.filter((entry) => !isKey(entry))),
  };
}

function checkRest(
  name: string,
  config: LocationConfig,
  definition: LocationDefinition,
  stack: StackConfig,
  hostKeys: Readonly<Record<string, string>>,
): readonly Problem[] {
  return [
    ...checkPlaceholders(config),
    ...checkPlacements(name, definition.services, Object.keys(config.guests)),
    ...checkSecrets(name, locationSecretNeeds(name, config, definition), stack),
    ...checkHostKeys(name, Object.keys(config.guests), hostKeys),
  ];
}

function checkHostKeys(
  name: string,
  guests: readonly string[],
  hostKeys: Readonly<Record<string, string>>,
): readonly Problem[] {
  return guests
    .filter((guest) => !(guest in hostKeys))
    .map((guest) => ({
      path: hostKeyPublic(guest),
      problem: "is missing (public half of the guest's SSH host key)",
      fix: `Run "npm run secrets -- init ${name}".`,
    }));
}

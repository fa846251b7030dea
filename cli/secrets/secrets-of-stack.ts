import { existsSync, readFileSync } from "node:fs";
import { parse } from "yaml";

import { UserError, refuse } from "../../model/basics/user-error";
import { checkAccountConfig } from "../../stacks/config/check-account-config";
import { checkLocationConfig } from "../../stacks/config/check-location-config";
import type { LocationDefinition } from "../../stacks/plan/location-definition";
import { locations } from "../../stacks/locations";
import { plainValues } from "../../stacks/config/plain-values";
import {
  hostKeyPrivate,
  hostKeyPublic,
  hostKeyPublicPrefix,
  type SecretNeed,
} from "../../stacks/config/secret-need";
import { accountSecretNeeds, locationSecretNeeds } from "../../stacks/plan/secret-needs";
import type { SecretSpec } from "./secret-spec";

const project = "moco-infra";
const prefix = `${project}:`;

/** Every secret that a stack needs, found out from its plain configuration and its services. */
export function secretsOfStack(
  stack: string,
  configFile = `Pulumi.${stack}.yaml`,
): readonly SecretSpec[] {
  const definition = locations[stack];
  if (definition === undefined && stack !== "account") {
    const names = ["account", ...Object.keys(locations)].join(", ");
    throw new UserError(`secrets: stack must be one of ${names}, got ${stack}. Use one of them.`);
  }
  const document = readPlainConfig(configFile);
  return needsOf(stack, definition, document, configFile).map(toSecretSpec);
}

function needsOf(
  stack: string,
  definition: LocationDefinition | undefined,
  document: unknown,
  configFile: string,
): readonly SecretNeed[] {
  if (definition === undefined) {
    const { value, problems } = checkAccountConfig(document);
    refuse(configFile, problems);
    return value === undefined ? [] : accountSecretNeeds(value);
  }
  const { value, problems } = checkLocationConfig(stack, document);
  refuse(configFile, problems);
  return value === undefined ? [] : locationSecretNeeds(stack, value, definition);
}

/** The plain keys of the project in a stack's configuration file; what this script itself writes is left out. */
function readPlainConfig(file: string): Readonly<Record<string, unknown>> {
  if (!existsSync(file)) {
    throw new UserError(`secrets: ${file} does not exist. Write the stack's configuration first.`);
  }
  const document = parse(readFileSync(file, "utf8")) as { config?: Record<string, unknown> } | null;
  return Object.fromEntries(
    Object.entries(plainValues(document?.config ?? {}, project)).filter(
      ([key]) => !key.startsWith(hostKeyPublicPrefix),
    ),
  );
}

/** A stack's need in the words of this script. */
export function toSecretSpec(need: SecretNeed): SecretSpec {
  const { key, kind, length, description, onRotation } = need;
  const described = {
    key: `${prefix}${key}`,
    description,
    ...(onRotation === undefined ? {} : { onRotation }),
  };
  if (kind === "sshHostKey") {
    const guest = key.slice(hostKeyPrivate("").length);
    return { ...described, kind, guest, publicKey: `${prefix}${hostKeyPublic(guest)}` };
  }
  if (kind === "password")
    return { ...described, kind, ...(length === undefined ? {} : { length }) };
  return { ...described, kind };
}

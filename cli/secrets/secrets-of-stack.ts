import { existsSync, readFileSync } from "node:fs";
import { parse } from "yaml";

import { accept } from "../../model/basics/checked";
import { UserError } from "../../model/basics/user-error";
import { checkAccountConfig } from "../../stacks/config/check-account-config";
import { checkLocationConfig } from "../../stacks/config/check-location-config";
import { splitHostKeys } from "../../stacks/config/host-keys";
import type { LocationDefinition } from "../../stacks/plan/location-definition";
import { locations } from "../../stacks/locations";
import { plainValues } from "../../stacks/config/plain-values";
import type { StackSecret } from "../../stacks/config/stack-secret";
import { secretsOfAccount, secretsOfLocation } from "../../stacks/plan/stack-secrets";

const project = "moco-infra";

/** Every secret that a stack needs, found out from its plain configuration and its services. */
export function secretsOfStack(
  stack: string,
  configFile = `Pulumi.${stack}.yaml`,
): readonly StackSecret[] {
  const definition = locations[stack];
  if (definition === undefined && stack !== "account") {
    const names = ["account", ...Object.keys(locations)].join(", ");
    throw new UserError(`secrets: stack must be one of ${names}, got ${stack}. Use one of them.`);
  }
  const document = readPlainConfig(configFile);
  return secretsOf(stack, definition, document, configFile);
}

function secretsOf(
  stack: string,
  definition: LocationDefinition | undefined,
  document: unknown,
  configFile: string,
): readonly StackSecret[] {
  if (definition === undefined) {
    return secretsOfAccount(accept(configFile, checkAccountConfig(document)));
  }
  const config = accept(configFile, checkLocationConfig(stack, document));
  return secretsOfLocation(stack, config, definition);
}

/** The plain keys of the project in a stack's configuration file; what this script itself writes is left out. */
function readPlainConfig(file: string): Readonly<Record<string, unknown>> {
  if (!existsSync(file)) {
    throw new UserError(`secrets: ${file} does not exist. Write the stack's configuration first.`);
  }
  const document = parse(readFileSync(file, "utf8")) as { config?: Record<string, unknown> } | null;
  return splitHostKeys(plainValues(document?.config ?? {}, project)).document;
}

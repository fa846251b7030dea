import { parse } from "yaml";

import { accept } from "../../model/basics/checked";
import { UserError } from "../../model/basics/user-error";
import { checkLocationConfig } from "../../stacks/config/check-location-config";
import { type LocationConfig, locationSchema } from "../../stacks/config/location-config";
import { plainValues } from "../../stacks/config/plain-values";

const project = "moco-infra";

/** The checked configuration of a location from the text of its `Pulumi.<name>.yaml`. */
export function parseLocationFile(name: string, file: string, text: string): LocationConfig {
  const document: unknown = parse(text);
  if (!isRecord(document) || !isRecord(document["config"])) {
    throw new UserError(
      `${file}: config is missing. Add it; docs/configuration.md lists all keys.`,
    );
  }
  // The file holds secrets and host keys too; none of them matters to the node.
  const known = Object.keys(locationSchema.shape);
  const entries = Object.entries(plainValues(document["config"], project)).filter(([key]) =>
    known.includes(key),
  );
  return accept(file, checkLocationConfig(name, Object.fromEntries(entries)));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

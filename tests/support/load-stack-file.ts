import { readFileSync } from "node:fs";

import { parse } from "yaml";

import { plainValues } from "../../stacks/config/plain-values";

/** Plain keys of a Pulumi.<stack>.yaml as the program sees them. */
export function loadStackFile(path: string): Readonly<Record<string, unknown>> {
  const { config } = parse(readFileSync(path, "utf8")) as { config: Record<string, unknown> };
  return plainValues(config, "moco-infra");
}

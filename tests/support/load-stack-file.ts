import { readFileSync } from "node:fs";

import { parse } from "yaml";

const prefix = "moco-infra:";

/** Plain keys of a Pulumi.<stack>.yaml as the program sees them. */
export function loadStackFile(path: string): Record<string, unknown> {
  const { config } = parse(readFileSync(path, "utf8")) as { config: Record<string, unknown> };
  return Object.fromEntries(
    Object.entries(config)
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, value]) => [key.slice(prefix.length), value]),
  );
}

import { readFileSync } from "node:fs";

import { parse } from "yaml";

import { locations } from "../../../stacks/locations";
import { secretsOfAccount, secretsOfLocation } from "../../../stacks/plan/stack-secrets";
import { stackFilePath } from "./stack-file";

type Config = Readonly<Record<string, unknown>>;

const prefix = "moco-infra:";

/** True where every secret that the stack needs is in its file: then there is none to make. */
export function hasAllSecrets(stack: string): boolean {
  const { config } = parse(readFileSync(stackFilePath(stack), "utf8")) as { config?: Config };
  return config !== undefined && needsOf(stack, config).every((key) => prefix + key in config);
}

/** Of a configuration that nobody has checked yet: what is wrong with it the program says best. */
function needsOf(stack: string, config: Config): readonly string[] {
  const valueOf = (key: string): Config => (config[prefix + key] ?? {}) as Config;
  const definition = locations[stack];
  const needs =
    definition === undefined
      ? secretsOfAccount({
          locations: valueOf("locations") as Readonly<Record<string, string>>,
          identityProvider: { type: "onetimepin", settings: {}, ...valueOf("identityProvider") },
        })
      : secretsOfLocation(stack, { guests: valueOf("guests") as never }, definition);
  return needs.map(({ key }) => key);
}

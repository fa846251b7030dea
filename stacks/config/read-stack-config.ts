import * as pulumi from "@pulumi/pulumi";

import { parseConfigValue } from "./plain-values";

/** The only place that reads Pulumi's configuration. */
export interface StackConfig {
  /** Every plain key of the project, structured values parsed. */
  readonly document: Readonly<Record<string, unknown>>;
  /** Keys whose values are encrypted; the values stay where they are. */
  readonly secretKeys: ReadonlySet<string>;
  /** Value of a key that `secretKeys` has. */
  readonly requireSecret: (key: string) => pulumi.Output<string>;
}

export function readStackConfig(): StackConfig {
  const project = pulumi.getProject();
  const config = new pulumi.Config(project);
  const encrypted = encryptedKeys();
  const entries = Object.entries(pulumi.runtime.allConfig())
    .filter(([key]) => key.startsWith(`${project}:`))
    .map(([key, value]) => [key, key.slice(project.length + 1), value] as const);
  return {
    document: Object.fromEntries(
      entries
        .filter(([key]) => !encrypted.has(key))
        .map(([, name, value]) => [name, parseConfigValue(value)]),
    ),
    secretKeys: new Set(entries.filter(([key]) => encrypted.has(key)).map(([, name]) => name)),
    requireSecret: (key) => config.requireSecret(key),
  };
}

/** The language host tells which keys are encrypted; the SDK's own list is not exported. */
function encryptedKeys(): ReadonlySet<string> {
  return new Set(JSON.parse(process.env["PULUMI_CONFIG_SECRET_KEYS"] ?? "[]") as readonly string[]);
}

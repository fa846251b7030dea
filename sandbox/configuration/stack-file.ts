import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { parse, stringify } from "yaml";

import { repositoryRoot, stateDirectory } from "../world";

/** Plain configuration by key, without the project's prefix. */
export type ConfigValues = Readonly<Record<string, unknown>>;

interface StackFile {
  readonly encryptionsalt?: string;
  readonly config?: Readonly<Record<string, unknown>>;
}

const prefix = "moco-infra:";

/** Where the configuration of a stack lies in the sandbox. */
export function stackFilePath(stack: string): string {
  return join(stateDirectory, "config", `Pulumi.${stack}.yaml`);
}

/**
 * Writes a stack's configuration: the repository's own file with only these values laid over it, and
 * what an earlier run encrypted kept, so that running again changes no secret.
 */
export function writeStackFile(stack: string, overlay: ConfigValues): string {
  const path = stackFilePath(stack);
  const base = readStackFile(join(repositoryRoot, `Pulumi.${stack}.yaml`));
  const earlier = existsSync(path) ? readStackFile(path) : {};
  mkdirSync(join(stateDirectory, "config"), { recursive: true });
  writeFileSync(path, stringify(overlayStackFile(base, overlay, earlier)), { mode: 0o600 });
  return path;
}

/** The three layers of a sandbox's stack file, pure. */
export function overlayStackFile(
  base: StackFile,
  overlay: ConfigValues,
  earlier: StackFile,
): StackFile {
  const laidOver = Object.fromEntries(
    Object.entries(overlay).map(([key, value]) => {
      const before = base.config?.[prefix + key];
      return [
        prefix + key,
        isMapping(before) && isMapping(value) ? { ...before, ...value } : value,
      ];
    }),
  );
  return {
    ...(earlier.encryptionsalt === undefined ? {} : { encryptionsalt: earlier.encryptionsalt }),
    config: { ...base.config, ...writtenByCommands(earlier, base), ...laidOver },
  };
}

/** Secrets, and the public halves that the secrets script writes beside them. */
function writtenByCommands(earlier: StackFile, base: StackFile): ConfigValues {
  return Object.fromEntries(
    Object.entries(earlier.config ?? {}).filter(
      ([key, value]) =>
        !(key in (base.config ?? {})) &&
        ((isMapping(value) && "secure" in value) || key.startsWith(`${prefix}hostKeyPublic-`)),
    ),
  );
}

function readStackFile(path: string): StackFile {
  return (parse(readFileSync(path, "utf8")) ?? {}) as StackFile;
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

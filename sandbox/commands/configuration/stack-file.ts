import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { parse, stringify } from "yaml";
import { repositoryRoot, stateDirectory } from "@moco-sandbox/world";

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

function overlayPath(stack: string): string {
  return join(stateDirectory, "config", `overlay.${stack}.json`);
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
  writeFileSync(overlayPath(stack), JSON.stringify(overlay), { mode: 0o600 });
  return path;
}

/** Takes over what was changed in the repository's own file since; false where none was written yet. */
export function rewriteStackFile(stack: string): boolean {
  if (!existsSync(stackFilePath(stack)) || !existsSync(overlayPath(stack))) return false;
  writeStackFile(stack, JSON.parse(readFileSync(overlayPath(stack), "utf8")) as ConfigValues);
  return true;
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
    config: { ...writtenByPeople(base), ...writtenByCommands(earlier), ...laidOver },
  };
}

/** Production's ciphertext cannot be read here, and its host keys are not those of these guests. */
function writtenByPeople({ config = {} }: StackFile): ConfigValues {
  return Object.fromEntries(Object.entries(config).filter((entry) => !isOfCommands(entry)));
}

function writtenByCommands({ config = {} }: StackFile): ConfigValues {
  return Object.fromEntries(Object.entries(config).filter(isOfCommands));
}

/** Secrets, and the public halves that the secrets script writes beside them. */
function isOfCommands([key, value]: readonly [string, unknown]): boolean {
  return (isMapping(value) && "secure" in value) || key.startsWith(`${prefix}hostKeyPublic-`);
}

function readStackFile(path: string): StackFile {
  return (parse(readFileSync(path, "utf8")) ?? {}) as StackFile;
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

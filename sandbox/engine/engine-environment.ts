import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, join } from "node:path";

import { languageHost, type PluginFolders } from "./bundle-plugins";
import type { Engine } from "./engine";
import { isExecutable } from "./find-engine";
import { officialPlugins } from "./official-plugins";

/** What a run of the engine needs, and what it uses in words. */
export interface EngineEnvironment {
  /** The whole environment, not an addition to the present one. */
  readonly env: Readonly<Record<string, string>>;
  /** One line for each part: what it is and where it comes from. */
  readonly description: readonly string[];
}

/** Prepares a folder for the engine's state and composes the environment of its runs. */
export function prepareEngineEnvironment(
  engine: Engine,
  plugins: PluginFolders,
  stateDirectory: string,
): EngineEnvironment {
  const folder = join(stateDirectory, "pulumi");
  const backend = join(folder, "backend");
  const passphraseFile = join(folder, "passphrase");
  mkdirSync(backend, { recursive: true });
  if (!existsSync(passphraseFile)) {
    writeFileSync(passphraseFile, randomBytes(24).toString("base64url"), { mode: 0o600 });
  }
  const official = engine.origin === "found on PATH" ? findOfficialPlugins() : {};
  const used = Object.entries(plugins)
    .filter(([name]) => name !== languageHost || !engine.hasLanguageHost)
    .map(([name, standIn]) => ({ name, folder: official[name] ?? standIn }));
  return {
    env: {
      ...inheritedVariables(),
      PATH: [
        ...used.map((plugin) => plugin.folder),
        dirname(engine.pulumi),
        process.env["PATH"] ?? "",
      ].join(delimiter),
      PULUMI_HOME: join(folder, "home"),
      PULUMI_BACKEND_URL: `file://${backend}`,
      PULUMI_CONFIG_PASSPHRASE_FILE: passphraseFile,
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      // Types are checked by the tests, not again by every preview.
      PULUMI_NODEJS_TRANSPILE_ONLY: "true",
      PULUMI_ERROR_OUTPUT_STRING: "true",
      MOCO_SANDBOX_STATE: stateDirectory,
    },
    description: [
      `Pulumi ${engine.version}: ${engine.origin}`,
      ...(engine.hasLanguageHost ? [`${languageHost}: official`] : []),
      ...used.map(({ name, folder: place }) =>
        place === official[name] ? `${name}: official` : `${name}: stand-in`,
      ),
    ],
  };
}

/** Settings of the user's own Pulumi, of another account perhaps, stay outside. */
function inheritedVariables(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] =>
        entry[1] !== undefined && !entry[0].startsWith("PULUMI_"),
    ),
  );
}

function findOfficialPlugins(): PluginFolders {
  const home = process.env["PULUMI_HOME"] ?? join(homedir(), ".pulumi");
  return Object.fromEntries(
    Object.entries(officialPlugins)
      .map(([name, version]): [string, string] => [
        name,
        join(home, "plugins", `${name}-v${version}`),
      ])
      .filter(([name, folder]) => isExecutable(join(folder, `pulumi-${name}`))),
  );
}

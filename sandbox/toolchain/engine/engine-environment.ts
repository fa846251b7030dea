import { randomBytes } from "node:crypto";
import {
  copyFileSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, join } from "node:path";

import { isExecutable } from "@moco-sandbox/computer/find-on-path";
import { repositoryRoot } from "@moco-sandbox/world";

import type { PluginFolders } from "./bundle-plugins";
import type { Engine } from "./engine";
import { providerVersion, replaceableProviders } from "./provider-version";

/** What a run of the engine needs, and what it uses in words. */
export interface EngineEnvironment {
  /** The CLI to run; the first on the environment's PATH too. */
  readonly pulumi: string;
  /** The whole environment, not an addition to the present one. */
  readonly env: Readonly<Record<string, string>>;
  /** One line for each part: what it is and where it comes from. */
  readonly description: readonly string[];
}

/** What Pulumi.yaml has Node.js load before the program. */
const preload = join(repositoryRoot, "tools", "runtime", "preload.cjs");

/** Prepares a folder for the engine's state and composes the environment of its runs. */
export function prepareEngineEnvironment(
  engine: Engine,
  plugins: PluginFolders,
  stateDirectory: string,
): EngineEnvironment {
  const folder = join(stateDirectory, "pulumi");
  const home = join(folder, "home");
  const backend = join(folder, "backend");
  const passphraseFile = join(folder, "passphrase");
  mkdirSync(backend, { recursive: true });
  if (!existsSync(passphraseFile)) {
    writeFileSync(passphraseFile, randomBytes(24).toString("base64url"), { mode: 0o600 });
  }
  const official = engine.origin === "found on PATH" ? findOfficialPlugins() : {};
  const used = { ...plugins.providers, ...official };
  installProviders(home, used);
  const pulumi = engine.hasLanguageHost
    ? engine.pulumi
    : placeBesideLanguageHost(engine.pulumi, plugins.languageHost);
  return {
    pulumi,
    env: {
      ...inheritedVariables(),
      PATH: [dirname(pulumi), process.env["PATH"] ?? ""].join(delimiter),
      PULUMI_HOME: home,
      PULUMI_BACKEND_URL: `file://${backend}`,
      PULUMI_CONFIG_PASSPHRASE_FILE: passphraseFile,
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      // Types are checked by the tests, not again by every preview.
      PULUMI_NODEJS_TRANSPILE_ONLY: "true",
      // The policy pack's runner, unlike the program's, takes arguments for Node.js from here alone.
      NODE_OPTIONS: [process.env["NODE_OPTIONS"] ?? "", `--require "${preload}"`].join(" ").trim(),
      PULUMI_ERROR_OUTPUT_STRING: "true",
      MOCO_SANDBOX_STATE: stateDirectory,
    },
    description: [
      `Pulumi ${engine.version}: ${engine.origin}`,
      `Node.js language host: ${engine.hasLanguageHost ? "official" : "our own"}`,
      ...Object.keys(used).map(
        (name) => `provider ${name}: ${name in official ? "official" : "stand-in"}`,
      ),
    ],
  };
}

/** The engine takes providers from its home without a word, and those on PATH with a warning each. */
function installProviders(home: string, providers: PluginFolders["providers"]): void {
  for (const [name, folder] of Object.entries(providers)) {
    const place = join(home, "plugins", `resource-${name}-v${providerVersion(name)}`);
    const executable = `pulumi-resource-${name}`;
    const link = join(place, executable);
    const target = join(folder, executable);
    mkdirSync(place, { recursive: true });
    if (lstatSync(link, { throwIfNoEntry: false }) !== undefined) {
      if (readlinkSync(link) === target) continue;
      rmSync(link);
    }
    symlinkSync(target, link);
  }
}

/** The engine looks for the language host beside itself, behind symbolic links: hence a hard link. */
function placeBesideLanguageHost(pulumi: string, folder: string): string {
  const place = join(folder, "pulumi");
  const file = realpathSync(pulumi);
  const there = lstatSync(place, { throwIfNoEntry: false });
  if (there?.isFile() === true && there.size === statSync(file).size) return place;
  // Other runs may look for it at this very moment.
  const unfinished = `${place}.${String(process.pid)}`;
  rmSync(unfinished, { force: true });
  try {
    linkSync(file, unfinished);
  } catch {
    copyFileSync(file, unfinished);
  }
  renameSync(unfinished, place);
  return place;
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

function findOfficialPlugins(): PluginFolders["providers"] {
  const home = process.env["PULUMI_HOME"] ?? join(homedir(), ".pulumi");
  return Object.fromEntries(
    replaceableProviders
      .map((name): [string, string] => [
        name,
        join(home, "plugins", `resource-${name}-v${providerVersion(name)}`),
      ])
      .filter(([name, folder]) => isExecutable(join(folder, `pulumi-resource-${name}`))),
  );
}

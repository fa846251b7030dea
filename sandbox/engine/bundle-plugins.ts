import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

import { build } from "esbuild";

import { cacheDirectory, repositoryRoot } from "../world";

/** Folders of executables that the engine looks up on PATH, by plugin name. */
export type PluginFolders = Readonly<Record<string, string>>;

/** Name of the language host among the plugins. */
export const languageHost = "language-nodejs";

/**
 * Bundles the language host and every provider stand-in into one file each, so that they start
 * fast; kept in the cache under the hash of their content.
 */
export async function bundlePlugins(): Promise<PluginFolders> {
  const entries = pluginEntries();
  const { outputFiles } = await build({
    entryPoints: entries,
    outdir: "/",
    bundle: true,
    write: false,
    platform: "node",
    target: "node20",
    format: "cjs",
    outExtension: { ".js": ".cjs" },
    // Optional native speed-ups of the SSH library; it does without.
    external: ["*.node", "cpu-features"],
    logLevel: "error",
  });
  const hash = createHash("sha256").update(process.execPath);
  for (const { path, contents } of outputFiles) hash.update(path).update(contents);
  const folder = join(cacheDirectory, "plugins", hash.digest("hex").slice(0, 16));
  if (!existsSync(folder)) {
    const unfinished = `${folder}.${String(process.pid)}`;
    rmSync(unfinished, { recursive: true, force: true });
    for (const { path, text } of outputFiles) {
      writePlugin(
        join(unfinished, basename(path, ".cjs")),
        join(folder, basename(path, ".cjs")),
        text,
      );
    }
    placeFolder(unfinished, folder);
  }
  return Object.fromEntries(Object.keys(entries).map((name) => [name, join(folder, name)]));
}

/** Every folder of sandbox/providers with a `main.ts` is a plugin. */
function pluginEntries(): Record<string, string> {
  const providers = join(repositoryRoot, "sandbox", "providers");
  const mains = readdirSync(providers)
    .map((name): [string, string] => [`resource-${name}`, join(providers, name, "main.ts")])
    .filter(([, path]) => existsSync(path));
  return {
    [languageHost]: join(repositoryRoot, "sandbox", "engine", "language-host.ts"),
    ...Object.fromEntries(mains),
  };
}

function writePlugin(folder: string, finalFolder: string, bundle: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "main.cjs"), bundle);
  const script = `#!/bin/sh\nexec '${process.execPath}' '${join(finalFolder, "main.cjs")}' "$@"\n`;
  writeFileSync(join(folder, `pulumi-${basename(folder)}`), script, { mode: 0o755 });
}

/** Another run may have been faster; its folder has the same content. */
function placeFolder(unfinished: string, folder: string): void {
  mkdirSync(dirname(folder), { recursive: true });
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
    rmSync(unfinished, { recursive: true, force: true });
  }
}

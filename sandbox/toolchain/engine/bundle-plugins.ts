import { createHash } from "node:crypto";
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

import { build, type OutputFile } from "esbuild";
import { cacheDirectory } from "@moco-sandbox/world";

import { keptBundles, rememberBundles } from "./kept-bundles";

/** Folders with one executable each: `pulumi-language-nodejs`, `pulumi-resource-<name>`. */
export interface PluginFolders {
  readonly languageHost: string;
  /** By name of the provider. */
  readonly providers: Readonly<Record<string, string>>;
}

const languageHost = "language-nodejs";

/**
 * Bundles the language host and every provider stand-in into one file each, so that they start
 * fast; kept in the cache under the hash of their content. Stand-ins are given by provider, each with
 * the module that runs it.
 */
export async function bundlePlugins(
  entryPoints: Readonly<Record<string, string>>,
): Promise<PluginFolders> {
  const folder = keptBundles(entryPoints) ?? (await makeBundles(entryPoints));
  return {
    languageHost: join(folder, languageHost),
    providers: Object.fromEntries(
      Object.keys(entryPoints).map((name) => [name, join(folder, `resource-${name}`)]),
    ),
  };
}

async function makeBundles(entryPoints: Readonly<Record<string, string>>): Promise<string> {
  const { outputFiles, metafile } = await build({
    entryPoints: {
      [languageHost]: join(__dirname, "language-host.ts"),
      ...Object.fromEntries(
        Object.entries(entryPoints).map(([name, main]) => [`resource-${name}`, main]),
      ),
    },
    absWorkingDir: __dirname,
    outdir: "/",
    bundle: true,
    write: false,
    metafile: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    outExtension: { ".js": ".cjs" },
    // Optional native speed-ups of the SSH library; it does without.
    external: ["*.node", "cpu-features"],
    logLevel: "error",
  });
  const folder = placeBundles(outputFiles);
  rememberBundles(entryPoints, { folder, files: Object.keys(metafile.inputs) });
  return folder;
}

function placeBundles(bundles: readonly OutputFile[]): string {
  const hash = createHash("sha256").update(process.execPath);
  for (const { path, contents } of bundles) hash.update(path).update(contents);
  const folder = join(cacheDirectory, "plugins", hash.digest("hex").slice(0, 16));
  if (existsSync(folder)) return folder;

  const unfinished = `${folder}.${String(process.pid)}`;
  rmSync(unfinished, { recursive: true, force: true });
  for (const { path, text } of bundles) {
    const name = basename(path, ".cjs");
    writePlugin(join(unfinished, name), join(folder, name), text);
  }
  mkdirSync(dirname(folder), { recursive: true });
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    // Another run may have been faster; its folder has the same content.
    if (!existsSync(folder)) throw error;
    rmSync(unfinished, { recursive: true, force: true });
  }
  return folder;
}

function writePlugin(folder: string, finalFolder: string, bundle: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "main.cjs"), bundle);
  const script = `#!/bin/sh\nexec '${process.execPath}' '${join(finalFolder, "main.cjs")}' "$@"\n`;
  writeFileSync(join(folder, `pulumi-${basename(folder)}`), script, { mode: 0o755 });
}

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

import { cacheDirectory } from "@moco-sandbox/world";

/** Bundles that were made, and what they were made of. */
export interface MadeBundles {
  /** Where they lie in the cache. */
  readonly folder: string;
  /** Every file that went into them, as seen from this folder. */
  readonly files: readonly string[];
}

type EntryPoints = Readonly<Record<string, string>>;

/** The folder of bundles that were made of the very same files, for bundling takes half a second. */
export function keptBundles(entryPoints: EntryPoints): string | undefined {
  try {
    const { folder, files, content } = JSON.parse(
      readFileSync(indexOf(entryPoints), "utf8"),
    ) as MadeBundles & { readonly content: string };
    return existsSync(folder) && contentOf(files) === content ? folder : undefined;
  } catch {
    // Nothing was kept, or a file is gone.
    return undefined;
  }
}

/** Lets the next run find these bundles. */
export function rememberBundles(entryPoints: EntryPoints, made: MadeBundles): void {
  const index = indexOf(entryPoints);
  const unfinished = `${index}.${String(process.pid)}`;
  mkdirSync(dirname(index), { recursive: true });
  writeFileSync(unfinished, JSON.stringify({ ...made, content: contentOf(made.files) }));
  renameSync(unfinished, index);
}

function indexOf(entryPoints: EntryPoints): string {
  const name = digest([__dirname, process.execPath, JSON.stringify(entryPoints)]);
  return join(cacheDirectory, "plugins", `${name}.json`);
}

function contentOf(files: readonly string[]): string {
  // This file and the one that bundles decide about the result as well.
  const all = [...files, "kept-bundles.ts", "bundle-plugins.ts"];
  return digest(all.map((file) => readFileSync(resolve(__dirname, file))));
}

function digest(parts: readonly (string | Buffer)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part).update("\0");
  return hash.digest("hex").slice(0, 16);
}

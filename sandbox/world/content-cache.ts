import { createHash } from "node:crypto";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";

import { cacheDirectory } from "./world";

/**
 * A folder that is made once for given inputs: `make` fills it aside, and it takes its place only when
 * finished, so that an interrupted build is never taken for a whole one.
 */
export async function cachedFolder(
  name: string,
  inputs: readonly (string | Buffer)[],
  make: (folder: string) => Promise<void>,
): Promise<string> {
  const hash = createHash("sha256");
  for (const input of inputs) hash.update(input).update("\0");
  const folder = join(cacheDirectory, "images", name, hash.digest("hex").slice(0, 16));
  if (existsSync(folder)) return folder;
  const unfinished = `${folder}.${String(process.pid)}`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  try {
    await make(unfinished);
    mkdirSync(dirname(folder), { recursive: true });
    // Another run may have finished the same meanwhile: its result is as good.
    if (!existsSync(folder)) renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return folder;
}

import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * Path of a file or folder of this program's own, given from its root. Pulumi runs the program as one
 * bundle, tests run it as it lies: only from the root is the way the same.
 */
export function projectPath(path: string): string {
  for (let folder = __dirname; ; folder = dirname(folder)) {
    const found = join(folder, path);
    if (existsSync(found)) return found;
    if (folder === dirname(folder)) throw new Error(`${path} is not in or above ${__dirname}`);
  }
}

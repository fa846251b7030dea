import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

import { repositoryRoot } from "@moco-sandbox/world";

/** Every TypeScript file below a folder of the repository, as a path from its root. */
export function sourcesBelow(folder: string): readonly string[] {
  return readdirSync(join(repositoryRoot, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => relative(repositoryRoot, join(entry.parentPath, entry.name)))
    .sort();
}

/** Types and constants need no test. */
export function hasBehaviour(file: string): boolean {
  return /^export (async )?(function|class) /m.test(read(file));
}

/** The file and everything that it imports from this repository, near and far; types are not run. */
export function importsOf(file: string, found = new Set<string>()): ReadonlySet<string> {
  if (found.has(file)) return found;
  found.add(file);
  for (const [, path = ""] of read(file).matchAll(imports)) {
    const imported = path.startsWith(".")
      ? join(dirname(file), `${path}.ts`)
      : relative(repositoryRoot, require.resolve(path));
    if (existsSync(join(repositoryRoot, imported))) importsOf(imported, found);
  }
  return found;
}

const imports = /^(?:import|export) (?!type )[^;]*?\bfrom "((?:\.|@moco-sandbox\/)[^"]+)";/gm;

function read(file: string): string {
  return readFileSync(join(repositoryRoot, file), "utf8");
}

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { repositoryRoot } from "@moco-sandbox/world";

/** A block of TypeScript in a document; its first line says which file it is, or is a part of. */
export interface Snippet {
  readonly document: string;
  /** `services/page/page.ts` */
  readonly path: string;
  readonly code: string;
}

/** Every document of the repository, as a path from its root. */
export const documents: readonly string[] = [
  ...readdirSync(repositoryRoot),
  ...["docs", "services", "guest", "sandbox"].flatMap((folder) =>
    readdirSync(join(repositoryRoot, folder), { recursive: true, encoding: "utf8" }).map(
      (path) => `${folder}/${path}`,
    ),
  ),
]
  .filter((path) => path.endsWith(".md") && !path.includes("node_modules"))
  .sort();

export function readDocument(path: string): string {
  return readFileSync(join(repositoryRoot, path), "utf8");
}

/** Blocks of a document that say which file they are. */
export function snippetsOf(document: string): readonly Snippet[] {
  const blocks = readDocument(document).matchAll(/^( *)```ts\n *\/\/ (\S+\.ts)\n(.*?)^ *```$/gms);
  return [...blocks].map(([, indent = "", path = "", text = ""]) => ({
    document,
    path,
    code: text.replaceAll(new RegExp(`^${indent}`, "gm"), ""),
  }));
}

/** Parts of a file stand for themselves between lines with an ellipsis. */
export function isExcerpt({ code }: Snippet): boolean {
  return /^\s*…$/m.test(code);
}

import { readFileSync } from "node:fs";
import { join } from "node:path";

import { repositoryRoot } from "@moco-sandbox/world";

/** The commands of the first block after a text of a document, as a reader copies them. */
export function documentBlock(document: string, after: string): string {
  const text = readFileSync(join(repositoryRoot, document), "utf8");
  const start = text.replaceAll(/\s+/g, " ").includes(after) ? indexOfWords(text, after) : -1;
  if (start === -1) throw new Error(`${document} does not say "${after}".`);
  const block = /\n\n((?: {4,}.*\n|\n(?= {4}))+)/.exec(text.slice(start))?.[1];
  if (block === undefined) throw new Error(`${document} has no commands after "${after}".`);
  const indent = /^ +/.exec(block)?.[0] ?? "";
  return block.replaceAll(new RegExp(`^${indent}`, "gm"), "");
}

/** Lines may break anywhere between two words. */
function indexOfWords(text: string, words: string): number {
  const pattern = words.split(" ").map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return text.search(new RegExp(pattern.join("\\s+")));
}

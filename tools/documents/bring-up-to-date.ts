import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import type { Problem } from "../../model/basics/problem";
import type { GeneratedDocument } from "./documents";

/** Documents that do not say what the sources say. */
export function checkDocuments(
  root: string,
  documents: readonly GeneratedDocument[],
): readonly Problem[] {
  return documents
    .filter((document) => isOutOfDate(root, document))
    .map(({ path }) => ({
      path,
      problem: "is out of date",
      fix: 'Run "npm run documents" and commit what it writes.',
    }));
}

/** Writes those that are out of date, and tells which. */
export function bringUpToDate(
  root: string,
  documents: readonly GeneratedDocument[],
): readonly string[] {
  const outOfDate = documents.filter((document) => isOutOfDate(root, document));
  for (const { path, render } of outOfDate) {
    writeFileSync(join(root, path), render(read(root, path)));
  }
  return outOfDate.map(({ path }) => path);
}

function isOutOfDate(root: string, { path, render }: GeneratedDocument): boolean {
  const page = read(root, path);
  return render(page) !== page;
}

function read(root: string, path: string): string {
  const file = join(root, path);
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

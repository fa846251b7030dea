import { readFileSync } from "node:fs";
import { isAbsolute, join } from "node:path";

import type { Problem } from "../../model/basics/problem";
import { refuse } from "../../model/basics/user-error";
import { type ImageName, images } from "../../services/images";

/** The image references of a stack: the repository's own, or those of a lock file with the same names. */
export function readImageLock(
  path: string | undefined,
  directory: string,
): Readonly<Record<ImageName, string>> {
  if (path === undefined) return images;
  return parseImageLock(readLockFile(isAbsolute(path) ? path : join(directory, path)), path);
}

/** Holds a lock file against the names that the services use. */
export function parseImageLock(
  document: unknown,
  path: string,
): Readonly<Record<ImageName, string>> {
  const lock = typeof document === "object" && document !== null ? document : {};
  const entries = Object.entries(lock as Readonly<Record<string, unknown>>);
  const known = Object.keys(images);
  refuse(path, [
    ...known
      .filter((name) => !(name in lock))
      .map((name): Problem => ({
        path: name,
        problem: "is missing",
        fix: "Add its pinned reference.",
      })),
    ...entries.flatMap(([name, reference]): Problem[] =>
      typeof reference === "string"
        ? []
        : [{ path: name, problem: "must be a reference", fix: "Write repository:tag@sha256:…." }],
    ),
  ]);
  return Object.fromEntries(entries) as Readonly<Record<ImageName, string>>;
}

function readLockFile(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as unknown;
  } catch (error) {
    const reason = (error as Error).message;
    refuse("configuration", [
      {
        path: "imageLock",
        problem: `must be a readable JSON file (${reason})`,
        got: `"${path}"`,
        fix: "Correct the path, or remove the key to use services/images.ts.",
      },
    ]);
    return undefined;
  }
}

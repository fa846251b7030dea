import { readFileSync } from "node:fs";
import { isAbsolute, join } from "node:path";

import { checked, type Checked } from "../../model/basics/checked";
import { isPinned } from "../../model/basics/image-reference";
import type { Problem } from "../../model/basics/problem";
import { type ImageName, images } from "../../services/images";

/** Reference by name of the image. */
export type ImageLock = Readonly<Record<ImageName, string>>;

/** The image references of a stack: the repository's own, or those of a lock file with the same names. */
export function readImageLock(path: string | undefined, directory: string): Checked<ImageLock> {
  if (path === undefined) return checkImageLock(images, "services/images.ts");
  try {
    const text = readFileSync(isAbsolute(path) ? path : join(directory, path), "utf8");
    return checkImageLock(JSON.parse(text), path);
  } catch (error) {
    const problem = {
      path: "imageLock",
      problem: `must be a readable JSON file (${(error as Error).message})`,
      got: `"${path}"`,
      fix: "Correct the path, or remove the key to use services/images.ts.",
    };
    return { value: undefined, problems: [problem] };
  }
}

/** Holds a lock against the names that the services use. */
export function checkImageLock(document: unknown, path: string): Checked<ImageLock> {
  const lock = { ...(document as Readonly<Record<string, unknown>>) };
  return checked(lock as ImageLock, [
    ...Object.keys(images)
      .filter((name) => !(name in lock))
      .map((name) => ({
        path: `${path}: ${name}`,
        problem: "is missing",
        fix: "Add its pinned reference.",
      })),
    ...Object.entries(lock).flatMap(([name, reference]) =>
      typeof reference === "string" && isPinned(reference)
        ? []
        : [unpinned(`${path}: ${name}`, reference)],
    ),
  ]);
}

function unpinned(path: string, reference: unknown): Problem {
  return {
    path,
    problem: "must have a version tag and a digest",
    ...(typeof reference === "string" && { got: `"${reference}"` }),
    fix: "Write repository:tag@sha256:….",
  };
}

import { join } from "node:path";

import type { Report } from "@moco-sandbox/world/report";

/** A path on this machine -> its name in the build's context. */
export type BuildContext = Readonly<Record<string, string>>;

/** An image that is built here where it cannot be pulled. */
export interface ImageSource {
  /** Last part of its name, and of the folder with its Dockerfile. */
  readonly name: string;
  /** Larger inputs that are made first and kept in the cache. */
  readonly prepare?: (report: Report) => Promise<BuildContext>;
  readonly labels?: Readonly<Record<string, string>>;
}

/** Folder of a source's Dockerfile. */
export function folderOf({ name }: ImageSource): string {
  return join(__dirname, name);
}

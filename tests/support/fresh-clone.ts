import { join } from "node:path";

import { loadStackFile } from "./load-stack-file";

type StackOfClone = "account" | "pm1" | "pm2";

/** Where the stack files of a fresh clone are kept: the repository's own become their owner's. */
export const cloneFolder = join(__dirname, "../fixtures/fresh-clone");

/** A stack's file as a fresh clone has it, by its path. */
export function cloneFile(stack: StackOfClone): string {
  return join(cloneFolder, `Pulumi.${stack}.yaml`);
}

/** What a stack's file says in a fresh clone. */
export function cloneOf(stack: StackOfClone): Readonly<Record<string, unknown>> {
  return loadStackFile(cloneFile(stack));
}

/** What was kept of a program under this name. */
export function readKept(program: string, name: string): Buffer | undefined;

/** Keeps something of a program for the next run. */
export function keep(program: string, name: string, content: string | Uint8Array): void;

/** Removes everything that was kept of a program. */
export function forget(program: string): void;

/** A digest of the content of files; `undefined` where one is missing. */
export function digest(files: readonly string[]): string | undefined;

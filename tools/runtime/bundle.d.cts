/** A program as one file of JavaScript. */
export interface Bundle {
  readonly code: string;
  /** Reads its source map. */
  readonly map: () => Buffer | string | undefined;
  /** What V8 made of the code in an earlier run. */
  readonly compiled: Buffer | undefined;
  readonly keepCompiled: (compiled: Buffer) => void;
}

/** Makes it, or takes what an earlier run has kept, where nothing that went into it has changed. */
export function bundle(entry: string): Bundle;

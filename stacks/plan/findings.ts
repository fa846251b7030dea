import type { Problem } from "../../model/basics/problem";

/** What could be resolved, and what was in the way of the rest: resolving and checking are one step. */
export interface Findings<Value> {
  readonly found: readonly Value[];
  readonly problems: readonly Problem[];
}

/** All findings as one. */
export function collect<Value>(all: readonly Findings<Value>[]): Findings<Value> {
  return {
    found: all.flatMap(({ found }) => found),
    problems: all.flatMap(({ problems }) => problems),
  };
}

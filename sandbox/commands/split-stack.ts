import { allStacks } from "../../stacks/stack-names";

/** What was typed behind `up` or `preview`: perhaps a stack first, then what the engine is to be told. */
export interface Asked {
  readonly stack?: string;
  readonly more: readonly string[];
}

/** Tells a stack's name from the options behind it; an option may come first, which means all stacks. */
export function splitStack(words: readonly string[]): Asked {
  const [first, ...rest] = words;
  if (first === undefined || first.startsWith("-")) return { more: words };
  return { stack: parseStack(first), more: rest };
}

/** The stack of this name. */
export function parseStack(name: string): string {
  const stack = allStacks.find((known) => known === name);
  if (stack !== undefined) return stack;
  throw new Error(`stack: must be one of ${allStacks.join(", ")}, got "${name}".`);
}

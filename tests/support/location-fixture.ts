import { readFileSync } from "node:fs";

import { parse } from "yaml";

/** A broken configuration: what is laid over the real one, and the messages that must come of it. */
export interface LocationFixture {
  readonly expect: readonly string[];
  readonly document: Readonly<Record<string, unknown>>;
}

type Tree = Readonly<Record<string, unknown>>;

/**
 * Reads `expect` (messages) and `change` (merged over the base; `null` removes a key). What is wrong
 * then is exactly what the file shows, and nothing else.
 */
export function loadLocationFixture(path: string, base: Tree): LocationFixture {
  const { expect, change } = parse(readFileSync(path, "utf8")) as {
    expect: readonly string[];
    change: Tree;
  };
  return { expect, document: merge(base, change) };
}

function merge(base: Tree, change: Tree): Tree {
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(change)) {
    const before = merged[key];
    if (value === null) {
      Reflect.deleteProperty(merged, key);
    } else if (isTree(value) && isTree(before)) {
      merged[key] = merge(before, value);
    } else {
      merged[key] = value;
    }
  }
  return merged;
}

function isTree(value: unknown): value is Tree {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

import { isDeepStrictEqual } from "node:util";

import type { PropertyFacts } from "./facts/facts";
import type { Values } from "./plugin";
import { isRecord } from "./wire/wire-value";

/** One difference between recorded and wanted inputs. */
export interface InputChange {
  /** Path as the engine prints it: `disks[0].size`. */
  readonly path: string;
  readonly kind: "add" | "delete" | "update";
  /** The published schema makes a new resource for it. */
  readonly replaces: boolean;
}

type Properties = Readonly<Record<string, PropertyFacts>>;

/** Differences of plain inputs, down to the smallest changed part; a missing value and null are the same. */
export function compareInputs(facts: Properties, olds: Values, news: Values): InputChange[] {
  return compareRecords("", facts, false, olds, news);
}

function compareRecords(
  prefix: string,
  facts: Properties,
  replaces: boolean,
  olds: Values,
  news: Values,
): InputChange[] {
  const names = [...new Set([...Object.keys(olds), ...Object.keys(news)])].sort();
  return names.flatMap((name) =>
    compareValues(
      prefix + (/^[\w-]+$/.test(name) ? (prefix === "" ? name : `.${name}`) : `["${name}"]`),
      facts[name]?.properties ?? {},
      replaces || facts[name]?.replaces === true,
      olds[name] ?? undefined,
      news[name] ?? undefined,
    ),
  );
}

function compareValues(
  path: string,
  facts: Properties,
  replaces: boolean,
  old: unknown,
  now: unknown,
): InputChange[] {
  if (isDeepStrictEqual(old, now)) return [];
  if (isListOrMissing(old) && isListOrMissing(now)) {
    const [before, after] = [old ?? [], now ?? []];
    const places = Array.from({ length: Math.max(before.length, after.length) }, (_, i) => i);
    const changes = places.flatMap((i) =>
      compareValues(`${path}[${String(i)}]`, facts, replaces, before[i], after[i]),
    );
    if (changes.length > 0) return changes;
  }
  if (isRecordOrMissing(old) && isRecordOrMissing(now)) {
    const changes = compareRecords(path, facts, replaces, old ?? {}, now ?? {});
    if (changes.length > 0) return changes;
  }
  const kind = old === undefined ? "add" : now === undefined ? "delete" : "update";
  return [{ path, kind, replaces }];
}

function isListOrMissing(value: unknown): value is readonly unknown[] | undefined {
  return value === undefined || Array.isArray(value);
}

function isRecordOrMissing(value: unknown): value is Values | undefined {
  return value === undefined || isRecord(value);
}

/** Name of the top-level property that a path starts with. */
export function topLevelName(path: string): string {
  return /^\["(.+?)"\]|^[^.[]+/.exec(path)?.[1] ?? path.split(/[.[]/)[0] ?? path;
}

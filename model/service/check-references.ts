import type { Problem } from "../basics/problem";

/** One problem for every entry that names something unknown. */
export function checkReferences(
  path: string,
  entries: readonly (readonly [string, string])[],
  kind: string,
  known: Readonly<Record<string, unknown>>,
): readonly Problem[] {
  return entries
    .filter(([, name]) => !(name in known))
    .map(([key, name]) => ({
      path: `${path}.${key}`,
      problem: `must name one of the service's ${kind}`,
      got: `"${name}"`,
      fix: `Use one of ${listOf(Object.keys(known))}, or declare it in ${kind}.`,
    }));
}

/** Names for a message, sorted. */
export function listOf(names: readonly string[]): string {
  return names.length === 0 ? "(none)" : [...names].sort().join(", ");
}

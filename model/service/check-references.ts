import { listOf } from "../basics/list-of";
import type { Problem } from "../basics/problem";

/** One problem for every entry that names something unknown. */
export function checkReferences(
  path: string,
  entries: readonly (readonly [key: string, name: string])[],
  kind: string,
  known: readonly string[],
): readonly Problem[] {
  return entries
    .filter(([, name]) => !known.includes(name))
    .map(([key, name]) => ({
      path: `${path}.${key}`,
      problem: `must name one of the service's ${kind}`,
      got: `"${name}"`,
      fix: `Use one of ${listOf(known)}, or declare it in ${kind}.`,
    }));
}

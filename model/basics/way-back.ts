/** The names on a way from `start` back to itself, when there is one; `nextOf` says where each name leads. */
export function wayBack(
  start: string,
  nextOf: (name: string) => readonly string[],
): readonly string[] | undefined {
  // Each name is tried once: many ways between many names take no time.
  const tried = new Set<string>();
  const from = (last: string, way: readonly string[]): readonly string[] | undefined => {
    for (const next of nextOf(last)) {
      if (next === start) return [...way, next];
      if (tried.has(next)) continue;
      tried.add(next);
      const found = from(next, [...way, next]);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return from(start, [start]);
}

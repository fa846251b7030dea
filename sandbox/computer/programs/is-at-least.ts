/** True where a printed version, `v3.250.0`, `3.250.0-dev` or `go1.26.8`, is at least the given one. */
export function isAtLeast(printed: string, least: string): boolean {
  const [found, wanted] = [parts(printed), parts(least)];
  for (const [index, part] of wanted.entries()) {
    const difference = (found[index] ?? 0) - part;
    if (difference !== 0) return difference > 0;
  }
  return true;
}

function parts(version: string): readonly number[] {
  return version
    .trim()
    .replace(/^(v|go)/, "")
    .replace(/[-+ ].*$/, "")
    .split(".")
    .map(Number);
}

/** The engine that is installed or built where none is found. */
export const engineVersion = "3.250.0";

/** Older ones lack what the SDK in package.json asks of them. */
export const oldestEngineVersion = "3.230.0";

/** True where a printed version, `v3.250.0` or `3.250.0-dev`, is at least the given one. */
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

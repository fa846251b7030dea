/** A version that the project pins, as docs/supported-versions.md has it. */
export interface SupportedVersion {
  readonly what: string;
  readonly version: string;
  /** The last day with security fixes, `YYYY-MM-DD`; `undefined` where nobody names one. */
  readonly until?: string;
}

/** The rows of the page's tables. */
export function readSupportedVersions(page: string): readonly SupportedVersion[] {
  const tables = page.matchAll(/^\| what .*\n\| -.*\n(?:\|.*\n?)+/gm);
  return [...tables].flatMap(([table]) => {
    const [header = [], , ...rows] = table.trimEnd().split("\n").map(cellsOf);
    return rows.map((row) => {
      const [what = "", version = "", until = ""] = row;
      return { what, version, ...(header[2] === "until" ? { until } : {}) };
    });
  });
}

function cellsOf(line: string): readonly string[] {
  return line
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim());
}

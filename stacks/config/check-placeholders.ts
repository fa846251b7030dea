import type { Problem } from "../../model/basics/problem";

/** What the files of a fresh clone say where only their owner knows the value. */
const placeholders: readonly RegExp[] = [
  /^0{32}$/,
  /^example$/,
  /(^|[@.])example\.com$/,
  / replace-me$/,
];

/** Values of a fresh clone that nobody has replaced yet: a deployment would go to somebody else's, or nowhere. */
export function checkPlaceholders(value: unknown, path = ""): readonly Problem[] {
  if (typeof value === "string")
    return placeholders.some((one) => one.test(value)) ? [still(path, value)] : [];
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => checkPlaceholders(item, `${path}[${String(index)}]`));
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    checkPlaceholders(item, path === "" ? key : `${path}.${key}`),
  );
}

function still(path: string, value: string): Problem {
  return {
    path,
    problem: "is still the placeholder of a fresh clone",
    got: `"${value}"`,
    fix: "Write your own; docs/configuration.md says where it comes from.",
  };
}

import type { Problem } from "../basics/problem";
import { canonicalRange, type Ipv4Range, parseRange } from "./ipv4-range";

/** A range must have a sensible size and be written with its own first address. */
export function checkRange(
  path: string,
  cidr: string,
  prefix: { readonly min: number; readonly max: number },
): Problem[] {
  const range = parseRange(cidr);
  if (range === undefined) return [];
  const canonical = canonicalRange(cidr);
  if (canonical !== cidr) {
    return [
      {
        path,
        problem: "must start at its first address",
        got: `"${cidr}"`,
        fix: `Did you mean ${canonical}?`,
      },
    ];
  }
  return checkPrefix(path, cidr, range, prefix);
}

function checkPrefix(
  path: string,
  cidr: string,
  { first, last }: Ipv4Range,
  { min, max }: { readonly min: number; readonly max: number },
): Problem[] {
  const length = 32 - Math.log2(last - first + 1);
  return length >= min && length <= max
    ? []
    : [
        {
          path,
          problem: `must be between /${String(min)} and /${String(max)}`,
          got: `"${cidr}"`,
          fix: "Choose another prefix length.",
        },
      ];
}

import { z } from "zod";

import type { Problem } from "../../model/basics/problem";

// Zod would compile every schema first, which takes longer than reading the little that there is.
z.config({ jitless: true });

/** What schemas say before and after the bar: the problem, and its fix. */
export function messageOf(message: string): Pick<Problem, "problem" | "fix"> {
  const [problem = message, fix = "See docs/configuration.md."] = message.split("|");
  return { problem, fix };
}

/** The place of an issue as people write it: `routes[0].limit`. */
export function pathOf(path: readonly PropertyKey[]): string {
  return path
    .map((part) => (typeof part === "number" ? `[${String(part)}]` : `.${String(part)}`))
    .join("")
    .replace(/^\./, "");
}

/** What stands at that place. */
export function valueAt(document: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null
        ? (value as Readonly<Record<PropertyKey, unknown>>)[key]
        : undefined,
    document,
  );
}

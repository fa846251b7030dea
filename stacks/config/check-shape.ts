import type { z } from "zod";

import { closestName } from "../../model/basics/closest-name";
import type { Checked } from "../../model/basics/checked";
import type { Problem } from "../../model/basics/problem";
import { messageOf, pathOf, valueAt } from "./issue";

/** Holds a document against its schema and turns every fault into a problem with path, value and fix. */
export function checkShape<Schema extends z.ZodType>(
  schema: Schema,
  document: unknown,
): Checked<z.output<Schema>> {
  const result = schema.safeParse(document);
  if (result.success) return { value: result.data, problems: [] };
  return {
    value: undefined,
    problems: result.error.issues.flatMap((issue) => problemsOf(issue, document)),
  };
}

function problemsOf(issue: z.core.$ZodIssue, document: unknown): readonly Problem[] {
  if (issue.code === "unrecognized_keys") {
    const known = issue.message.split(" ");
    return issue.keys.map((key) => ({
      path: pathOf([...issue.path, key]),
      problem: "is not a known key",
      fix: `${meantBy(key, known)} docs/configuration.md lists all keys.`,
    }));
  }
  if (issue.code === "invalid_key") {
    const inner = issue.issues[0]?.message ?? issue.message;
    return [{ path: pathOf(issue.path), ...messageOf(`key ${inner}`) }];
  }
  const value = valueAt(document, issue.path);
  return [
    {
      path: pathOf(issue.path),
      ...messageOf(issue.message),
      ...(value === undefined ? {} : { got: show(value) }),
    },
  ];
}

function meantBy(key: string, known: readonly string[]): string {
  const meant = closestName(key, known);
  return meant === undefined
    ? "Correct the spelling or remove it;"
    : `Did you mean ${meant}? Correct it or remove it;`;
}

function show(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

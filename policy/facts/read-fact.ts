import { z } from "zod";

import type { Problem } from "../../model/basics/problem";
import type { Resource } from "./resource";
import { isUnknownValue, type UnknownValue } from "./unknown-value";

// Zod would compile every schema first, which takes longer than reading the little that there is.
z.config({ jitless: true });

/** A fact that a rule needs and cannot read; always a violation, because a rule that is blind does not hold. */
export class FactError extends Error {
  readonly resource: Resource;
  readonly problems: readonly Problem[];

  constructor(resource: Resource, problems: readonly Problem[]) {
    super(problems.map(({ path, problem }) => `${path} ${problem}`).join("; "));
    this.resource = resource;
    this.problems = problems;
  }
}

/** Reads one property in the shape that a rule needs; the rest of the property is left alone. */
export function readFact<Schema extends z.ZodType>(
  resource: Resource,
  property: string,
  schema: Schema,
): z.output<Schema> {
  try {
    const result = schema.safeParse(resource.props[property]);
    if (result.success) return result.data;
    throw new FactError(
      resource,
      result.error.issues.map((issue) => malformed([property, ...issue.path], issue)),
    );
  } catch (error) {
    if (isUnknownValue(error)) throw new FactError(resource, [unknown(error)]);
    throw error;
  }
}

/** What is said of a value that only a deployment would show. */
export function unknown(error: UnknownValue): Problem {
  return {
    path: pathOf(error.props),
    problem: "is not known before deployment",
    fix: "Make it plain data, so that this rule can judge it in a preview.",
  };
}

function malformed(path: readonly PropertyKey[], issue: z.core.$ZodIssue): Problem {
  const missing = issue.message.endsWith("received undefined");
  const expected = issue.code === "invalid_type" ? nouns[issue.expected] : undefined;
  return {
    path: pathOf(path),
    problem: missing ? "is missing" : `must be ${expected ?? "of its documented shape"}`,
    fix: "Publish it as plain data of that shape.",
  };
}

const nouns: Partial<Record<string, string>> = {
  string: "text",
  number: "a number",
  boolean: "true or false",
  array: "a list",
  object: "a mapping",
  record: "a mapping",
};

function pathOf(path: readonly PropertyKey[]): string {
  return path
    .map((part, index) => {
      const text = String(part);
      if (/^\d+$/.test(text)) return `[${text}]`;
      return index === 0 ? text : `.${text}`;
    })
    .join("");
}

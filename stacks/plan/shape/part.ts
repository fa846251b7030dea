import { z } from "zod";

/** A schema for every member that the type has: a new one cannot be forgotten. */
export type SchemaFor<Part> = { readonly [Member in keyof Required<Part>]: z.ZodType };

/** Says what a value must be and how to write it, or what to do where there is none. */
function expecting(expectation: string, how: string, whenMissing = how) {
  return {
    error: ({ input }: { readonly input?: unknown }): string =>
      input === undefined ? `is missing|${whenMissing}` : `must be ${expectation}|${how}`,
  };
}

export const text = (whenMissing?: string): z.ZodType =>
  z.string(expecting("text", "Write it in quotes.", whenMissing));

export const amount = (whenMissing?: string): z.ZodType =>
  z.number(expecting("a number", "Write it without quotes.", whenMissing));

export const truth = (): z.ZodType =>
  z.boolean(expecting("true or false", "Write it without quotes."));

export const listOf = (item: z.ZodType): z.ZodType =>
  z.array(item, expecting("a list", "Write it in square brackets."));

export const someOf = (item: z.ZodType): z.ZodType => {
  const message = expecting("a list of at least one", "Write it in square brackets.");
  return z.array(item, message).min(1, message);
};

export const path = (): z.ZodType => {
  const message = expecting("a path that starts with a slash", 'Write it like "/healthz".');
  return z.string(message).startsWith("/", message);
};

export const byName = (value: z.ZodType, whenMissing?: string): z.ZodType =>
  z.record(z.string(), value, expecting("a mapping by name", "Write it in braces.", whenMissing));

/** Members that a value has; any other is refused. */
export function part<Part>(members: SchemaFor<Part>, whenMissing?: string): z.ZodObject {
  const how = `Write it with ${Object.keys(members).join(", ")}.`;
  const { error } = expecting("an object", how, whenMissing);
  return z.strictObject(members, {
    error: (issue) =>
      issue.code === "unrecognized_keys"
        ? `is not a known key|Use one of ${Object.keys(members).join(", ")}.`
        : error(issue),
  });
}

/** The word that tells one form of a part from others. */
export const kind = (word: string): z.ZodType => z.literal(word);

/** One of several forms. */
export function oneOf(
  forms: readonly [z.ZodObject, ...z.ZodObject[]],
  how: string,
  whenMissing?: string,
): z.ZodType {
  const { error } = expecting("of a known kind", how, whenMissing);
  return z.discriminatedUnion("kind", forms as never, { error });
}

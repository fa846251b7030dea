import type { z } from "zod";

import { byName, listOf, part, someOf, text } from "../../../../stacks/plan/shape/part";

const pair = part<{ readonly left: string; readonly right?: string }>({
  left: text("Say what is left."),
  right: text().optional(),
});

function messagesOf(value: unknown, schema: z.ZodType = pair) {
  return schema.safeParse(value).error?.issues.map(({ message }) => message) ?? [];
}

describe("part", () => {
  it("accepts its members, those that may be left out as well", () => {
    expect(messagesOf({ left: "a" })).toEqual([]);
    expect(messagesOf({ left: "a", right: "b" })).toEqual([]);
  });

  it("says what is missing, of another type, and not known", () => {
    expect(messagesOf({})).toEqual(["is missing|Say what is left."]);
    expect(messagesOf({ left: 7 })).toEqual(["must be text|Write it in quotes."]);
    expect(messagesOf({ left: "a", middle: "b" })).toEqual([
      "is not a known key|Use one of left, right.",
    ]);
    expect(messagesOf("a")).toEqual(["must be an object|Write it with left, right."]);
  });
});

describe("lists and mappings", () => {
  it("say what they must be", () => {
    expect(messagesOf("a", listOf(text()))).toEqual([
      "must be a list|Write it in square brackets.",
    ]);
    expect(messagesOf([], someOf(text()))).toEqual([
      "must be a list of at least one|Write it in square brackets.",
    ]);
    expect(messagesOf([], byName(text()))).toEqual([
      "must be a mapping by name|Write it in braces.",
    ]);
  });
});

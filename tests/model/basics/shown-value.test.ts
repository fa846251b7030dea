import { shownValue } from "../../../model/basics/shown-value";

describe("shownValue", () => {
  it.each([
    ["a text", "n8n", '"n8n"'],
    ["a text with what would end it", 'a"b\n', '"a\\"b\\n"'],
    ["no text", "", '""'],
    ["a number", 0.5, "0.5"],
    ["nothing", undefined, "nothing"],
    ["a text that just fits", "a".repeat(98), `"${"a".repeat(98)}"`],
    ["a longer one, cut", "a".repeat(99), `"${"a".repeat(98)}…`],
  ])("shows %s", (_, value, shown) => {
    expect(shownValue(value)).toBe(shown);
  });
});

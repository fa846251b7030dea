import { isAtLeast } from "../../../../sandbox/computer/programs/is-at-least";

describe("isAtLeast", () => {
  it.each([
    ["v3.250.0", "3.230.0", true],
    ["v3.230.0-alpha.1", "3.230.0", true],
    ["v3.99.0", "3.230.0", false],
    ["go1.26.8", "1.26", true],
    ["", "3.230.0", false],
  ])("%s against %s is %s", (printed, least, expected) => {
    expect(isAtLeast(printed, least)).toBe(expected);
  });
});

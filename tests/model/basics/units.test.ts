import { toMebibytes, toSeconds } from "../../../model/basics/units";

describe("toSeconds", () => {
  it.each([
    ["30s", 30],
    ["5m", 300],
    ["1.5h", 5_400],
    ["7d", 604_800],
  ] as const)("reads %s", (duration, seconds) => {
    expect(toSeconds(duration)).toBe(seconds);
  });
});

describe("toMebibytes", () => {
  it.each([
    ["256m", 256],
    ["4g", 4_096],
  ] as const)("reads %s", (size, mebibytes) => {
    expect(toMebibytes(size)).toBe(mebibytes);
  });
});

import { isDuration, isSize, toMebibytes, toSeconds } from "../../../model/basics/units";

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

describe("isDuration", () => {
  it.each(["0s", "30s", "1.5h", "7d"])("takes %p for one", (text) => {
    expect(isDuration(text)).toBe(true);
  });

  it.each([undefined, "", "30", "s", "-1s", "1e3s", "1h30m", "daily"])("refuses %p", (text) => {
    expect(isDuration(text)).toBe(false);
  });
});

describe("isSize", () => {
  it.each(["0m", "256m", "4g"])("takes %p for one", (text) => {
    expect(isSize(text)).toBe(true);
  });

  it.each([undefined, "", "4", "g", "-1g", "1.5g", "4t", "lots"])("refuses %p", (text) => {
    expect(isSize(text)).toBe(false);
  });
});

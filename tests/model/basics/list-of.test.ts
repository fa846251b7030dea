import { listOf } from "../../../model/basics/list-of";

describe("listOf", () => {
  it.each([
    [["data", "apps"], "apps, data"],
    [["apps"], "apps"],
    [[], "(none)"],
  ])("shows %j as %p", (names, text) => {
    expect(listOf(names)).toBe(text);
  });
});

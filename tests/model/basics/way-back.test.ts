import { wayBack } from "../../../model/basics/way-back";

const following =
  (ways: Readonly<Record<string, readonly string[]>>) =>
  (name: string): readonly string[] =>
    ways[name] ?? [];

describe("wayBack", () => {
  it.each([
    ["to itself", { a: ["a"] }, ["a", "a"]],
    ["by others", { a: ["b"], b: ["c"], c: ["a"] }, ["a", "b", "c", "a"]],
    ["past a dead end", { a: ["x", "b"], x: ["y"], b: ["a"] }, ["a", "b", "a"]],
  ])("finds a way back %s", (_, ways, way) => {
    expect(wayBack("a", following(ways))).toEqual(way);
  });

  it.each([
    ["nothing", {}],
    ["an end, in two ways", { a: ["b", "c"], b: ["c"] }],
    ["a circle that it is not part of", { a: ["b"], b: ["c"], c: ["b"] }],
  ])("finds none where a name leads to %s", (_, ways) => {
    expect(wayBack("a", following(ways))).toBeUndefined();
  });
});

import { mapValues } from "../../../model/basics/map-values";

describe("mapValues", () => {
  it("keeps the keys and gives each value with its key", () => {
    expect(mapValues({ a: 1, b: 2 }, (value, key) => `${key}${String(value)}`)).toEqual({
      a: "a1",
      b: "b2",
    });
  });
});

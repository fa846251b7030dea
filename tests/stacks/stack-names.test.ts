import { allStacks, defaultStacks, locationsOf } from "../../stacks/stack-names";

describe("allStacks", () => {
  it("has the account first, for the locations are reached through it", () => {
    expect(allStacks).toEqual(["account", "pm1", "pm2"]);
  });
});

describe("defaultStacks", () => {
  it("leaves out a location without any service", () => {
    expect(defaultStacks).toEqual(["account", "pm1"]);
  });
});

describe("locationsOf", () => {
  it("leaves out the account", () => {
    expect(locationsOf(allStacks)).toEqual(["pm1", "pm2"]);
  });
});

import { parseConfigValue, plainValues } from "../../../stacks/config/plain-values";

describe("parseConfigValue", () => {
  it.each([
    ["true", true],
    ["12", 12],
    ['{"a":[1]}', { a: [1] }],
    ["pm1-apps", "pm1-apps"],
    [false, false],
  ])("reads %j as %j", (written, value) => {
    expect(parseConfigValue(written)).toEqual(value);
  });
});

describe("plainValues", () => {
  it("leaves out other projects' keys and what is encrypted", () => {
    const config = { "moco:a": "1", "other:b": "2", "moco:c": { secure: "v1:…" } };
    expect(plainValues(config, "moco")).toEqual({ a: 1 });
  });
});

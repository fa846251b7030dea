import { parseConfigList } from "../../../cli/secrets/stack-config";

describe("parseConfigList", () => {
  it("tells which keys are encrypted", () => {
    const json = '{"a:plain":{"value":"x","secret":false},"a:hidden":{"secret":true}}';
    expect([...parseConfigList(json)]).toEqual([
      ["a:plain", false],
      ["a:hidden", true],
    ]);
  });

  it("refuses another answer", () => {
    expect(() => parseConfigList("null")).toThrow(
      "pulumi config: the answer must be an object. Update the Pulumi CLI.",
    );
  });
});

import { parseConfigList } from "../../../cli/secrets/secret-store";

describe("parseConfigList", () => {
  it("tells which keys are encrypted", () => {
    const json = '{"moco-infra:plain":{"value":"x","secret":false},"aws:region":{"secret":true}}';
    expect([...parseConfigList(json)]).toEqual([
      ["plain", false],
      ["aws:region", true],
    ]);
  });

  it("refuses another answer", () => {
    expect(() => parseConfigList("null")).toThrow(
      "pulumi config: the answer must be an object. Update the Pulumi CLI.",
    );
  });
});

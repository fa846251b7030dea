import { convertOnce } from "../../../tools/runtime/convert-once.cjs";

const converted = jest.fn((properties: object, proxySecrets: boolean) => ({
  of: properties,
  proxySecrets,
}));

function patched(): typeof converted {
  const sdk = { deserializeProperties: converted };
  convertOnce((name) => (name === "@pulumi/policy/deserialize" ? sdk : undefined));
  return sdk.deserializeProperties;
}

beforeEach(() => {
  converted.mockClear();
});

describe("convertOnce", () => {
  it("converts a message once, however many policies ask", () => {
    const convert = patched();
    const [first, second] = [{}, {}];
    expect(convert(first, false)).toBe(convert(first, false));
    expect(convert(second, false)).not.toBe(convert(first, false));
    expect(converted.mock.calls).toEqual([
      [first, false],
      [second, false],
    ]);
  });

  it("converts it anew for a remediation, which may change what it is given", () => {
    const convert = patched();
    const message = {};
    expect(convert(message, true)).not.toBe(convert(message, true));
    expect(convert(message, false)).toEqual({ of: message, proxySecrets: false });
    expect(converted).toHaveBeenCalledTimes(3);
  });

  it("finds what it patches in the SDK", () => {
    const sdk = jest.requireActual<Readonly<Record<string, unknown>>>("@pulumi/policy/deserialize");
    expect(sdk["deserializeProperties"]).toBeInstanceOf(Function);
  });
});

import type { SchemaKind } from "@moco-sandbox/provider-framework/facts-file";

import { parseFacts } from "../../../../sandbox/provider-framework/facts/facts";
import type { AnyValidator } from "../../../../sandbox/provider-framework/facts/validator";
import { validateInputs } from "../../../../sandbox/provider-framework/validation/validate-inputs";
import {
  unknownValue,
  type Values,
  wrapSecret,
} from "../../../../sandbox/provider-framework/wire/wire-value";

const inputs = {
  type: "string",
  other: "string",
  weight: "number",
  count: "integer",
  names: "string[]",
  token: "string secret",
  parts: "Part[]",
  "parts[].kind": "string",
  "parts[].fileName": "string",
  "parts[].sizes": "integer[]",
  box: "Box",
  "box.a": "string",
  "box.b": "string",
};

function failuresOf(
  schema: SchemaKind,
  validators: Readonly<Record<string, readonly AnyValidator[]>>,
  values: Values,
): readonly string[] {
  const names = { parts: "part", names: "name" };
  const facts = parseFacts({ types: { it: { schema, names, inputs, outputs: {}, validators } } });
  const type = facts["it"];
  if (type === undefined) throw new Error("no facts");
  return validateInputs(type, values, "box-1");
}

const framework = failuresOf.bind(undefined, "plugin-framework");
const sdk = failuresOf.bind(undefined, "sdk-v2");

describe("validateInputs of the Plugin Framework", () => {
  it("refuses values that are not listed", () => {
    const validators = {
      type: [{ rule: "oneOf", values: ["A", "B"], ignoreCase: true }],
      other: [{ rule: "oneOf", values: ["A", "B"] }],
    } as const;
    expect(framework(validators, { type: "a", other: "A" })).toEqual([]);
    expect(framework(validators, { type: "c", other: "a" })).toEqual([
      `Invalid Attribute Value Match. Attribute type value must be one of: ["A" "B"], got: "c". Examine values at 'box-1.type'.`,
      `Invalid Attribute Value Match. Attribute other value must be one of: ["A" "B"], got: "a". Examine values at 'box-1.other'.`,
    ]);
  });

  it("refuses numbers out of their range, and writes them as Go does", () => {
    const validators = {
      weight: [{ rule: "between", min: 0, max: 59.999 }],
      count: [{ rule: "atLeast", min: 5 }],
    } as const;
    expect(framework(validators, { weight: 59.999, count: 5 })).toEqual([]);
    expect(framework(validators, { weight: 60, count: 4 })).toEqual([
      "Invalid Attribute Value. Attribute weight value must be between 0.000000 and 59.999000, got: 60.000000. Examine values at 'box-1.weight'.",
      "Invalid Attribute Value. Attribute count value must be at least 5, got: 4. Examine values at 'box-1.count'.",
    ]);
  });

  it("refuses text by pattern and length", () => {
    const validators = {
      type: [{ rule: "pattern", pattern: "^a+$" }],
      other: [
        { rule: "pattern", pattern: "^a+$", message: "must be a's" },
        { rule: "lengthAtLeast", min: 3 },
      ],
    } as const;
    expect(framework(validators, { type: "aaa", other: "aaa" })).toEqual([]);
    expect(framework(validators, { type: "b", other: "b" })).toEqual([
      "Invalid Attribute Value Match. Attribute type value must match regular expression '^a+$', got: b. Examine values at 'box-1.type'.",
      "Invalid Attribute Value Match. Attribute other must be a's, got: b. Examine values at 'box-1.other'.",
      "Invalid Attribute Value Length. Attribute other string length must be at least 3, got: 1. Examine values at 'box-1.other'.",
    ]);
  });

  it("looks at elements, and into each object of a list, by upstream's name", () => {
    const validators = {
      names: [{ rule: "elements", each: { rule: "oneOf", values: ["x"] } }],
      "parts[].fileName": [{ rule: "oneOf", values: ["x"] }],
      box: [{ rule: "sizeAtMost", max: 1 }],
    } as const;
    const values = {
      names: ["x", "y"],
      parts: [{ fileName: "x" }, wrapSecret({ fileName: "y" }), {}],
      box: { a: "1", b: "2" },
    };
    expect(framework(validators, values)).toEqual([
      `Invalid Attribute Value Match. Attribute name[1] value must be one of: ["x"], got: "y". Examine values at 'box-1.names[1]'.`,
      `Invalid Attribute Value Match. Attribute part[1].file_name value must be one of: ["x"], got: "y". Examine values at 'box-1.parts[1].fileName'.`,
      "Invalid Attribute Value. Attribute box must contain at most 1 elements, got: 2. Examine values at 'box-1.box'.",
    ]);
  });

  it("refuses a property where another has not the value for it", () => {
    const validators = {
      count: [{ rule: "requiresOtherToBeOneOf", other: "type", values: ["a", "b"] }],
      weight: [{ rule: "requiresOtherToNotBeOneOf", other: "type", values: ["c"] }],
      other: [{ rule: "requiredWhenOtherIsOneOf", other: "type", values: ["c"] }],
      "parts[].fileName": [
        { rule: "requiresOtherToBeOneOf", other: "<.kind", values: ["file", null] },
      ],
    } as const;
    const parts = [{ fileName: "x" }, { fileName: "x", kind: "file" }, { kind: "folder" }];
    expect(framework(validators, { type: "a", count: 1, weight: 1, parts })).toEqual([]);
    const values = { count: 1, weight: 1, parts: [{ fileName: "x", kind: "folder" }] };
    expect(framework(validators, { ...values, type: "c" })).toEqual([
      `Invalid Attribute Combination. "other" has to be set if "type" is one of: "c". Examine values at 'box-1.other'.`,
      `Invalid Attribute Combination. "weight" can not be set if "type" is one of: "c". Examine values at 'box-1.weight'.`,
      `Invalid Attribute Combination. "count" can only be set if "type" is one of: "a", "b". Examine values at 'box-1.count'.`,
      `Invalid Attribute Combination. "part[0].file_name" can only be set if "<.kind" is one of: "file", <null>. Examine values at 'box-1.parts[0].fileName'.`,
    ]);
  });

  it("refuses properties that exclude or need each other", () => {
    const validators = {
      type: [{ rule: "conflictsWith", others: ["parts", "names"] }],
      weight: [{ rule: "alsoRequires", others: ["count"] }],
      "box.a": [{ rule: "exactlyOneOf", others: ["<.b"] }],
    } as const;
    expect(framework(validators, { type: "a", weight: 1, count: 1, box: { a: "1" } })).toEqual([]);
    expect(
      framework(validators, { type: "a", names: [], weight: 1, box: { a: "1", b: "2" } }),
    ).toEqual([
      `Invalid Attribute Combination. Attribute "name" cannot be specified when "type" is specified. Examine values at 'box-1.type'.`,
      `Invalid Attribute Combination. Attribute "count" must be specified when "weight" is specified. Examine values at 'box-1.weight'.`,
      "Invalid Attribute Combination. 2 attributes specified when one (and only one) of [box.a.<.b] is required. Examine values at 'box-1.box.a'.",
    ]);
    expect(framework(validators, { box: {} })).toEqual([
      "Invalid Attribute Combination. No attribute specified when one (and only one) of [box.a.<.b] is required. Examine values at 'box-1.box.a'.",
    ]);
  });

  it("waits for what a preview does not know yet", () => {
    const validators = {
      type: [{ rule: "oneOf", values: ["A"] }],
      count: [{ rule: "requiresOtherToBeOneOf", other: "type", values: ["A"] }],
      weight: [{ rule: "alsoRequires", others: ["other"] }],
      "box.a": [{ rule: "exactlyOneOf", others: ["<.b"] }],
    } as const;
    const values = { type: unknownValue, count: 1, weight: 1, other: unknownValue };
    expect(framework(validators, { ...values, box: { b: unknownValue } })).toEqual([]);
    expect(framework(validators, { count: unknownValue, weight: unknownValue })).toEqual([]);
  });

  it("never prints a secret", () => {
    const pattern = { rule: "pattern", pattern: "^a+$", message: "must be a's" } as const;
    const validators = {
      type: [pattern],
      token: [pattern, { ...pattern, sensitive: true }],
    };
    expect(framework(validators, { type: wrapSecret("hunter2"), token: "hunter2" })).toEqual([
      "Invalid Attribute Value Match. Attribute type must be a's, got: [secret]. Examine values at 'box-1.type'.",
      "Invalid Attribute Value Match. Attribute token must be a's, got: [secret]. Examine values at 'box-1.token'.",
      "Invalid Attribute Value. Attribute token must be a's. Examine values at 'box-1.token'.",
    ]);
  });
});

describe("validateInputs of SDKv2", () => {
  it("names a property by its last name", () => {
    const validators = {
      type: [{ rule: "oneOf", values: ["a", "b"] }],
      weight: [{ rule: "between", min: 0, max: 128 }],
      count: [{ rule: "between", min: 100, max: 200, except: -1 }],
      "parts[].fileName": [{ rule: "lengthBetween", min: 0, max: 3 }],
      "box.a": [{ rule: "duration" }],
    } as const;
    const right = { type: "a", weight: 0.5, count: -1, box: { a: "1h2.5m" } };
    expect(sdk(validators, right)).toEqual([]);
    const parts = [{ fileName: "abc" }, { fileName: "abcd" }];
    expect(
      sdk(validators, { type: "c", weight: 129, count: 12, parts, box: { a: "sixty" } }),
    ).toEqual([
      `expected type to be one of ["a" "b"], got c. Examine values at 'box-1.type'.`,
      "expected weight to be in the range (0.000000 - 128.000000), got 129.000000. Examine values at 'box-1.weight'.",
      "expected count to be in the range (100 - 200), got 12. Examine values at 'box-1.count'.",
      "expected length of file_name to be in the range (0 - 3), got abcd. Examine values at 'box-1.parts[1].fileName'.",
      "expected value of a to be a duration - got: sixty. Examine values at 'box-1.box.a'.",
    ]);
  });

  it("names a property by its path where the provider has it so", () => {
    const validators = {
      type: [{ rule: "notEmpty", byPath: true }],
      names: [{ rule: "elements", each: { rule: "ipAddress", byPath: true } }],
      "parts[].kind": [{ rule: "notEmpty", byPath: true }],
      "box.a": [{ rule: "oneOf", values: ["x"], byPath: true }],
    } as const;
    const values = { type: "", names: ["::1", "no"], parts: [{ kind: "" }], box: { a: "y" } };
    expect(sdk(validators, values)).toEqual([
      `expected "type" to not be an empty string, got . Examine values at 'box-1.type'.`,
      "expected name.1 to contain a valid IP, got: no. Examine values at 'box-1.names[1]'.",
      `expected "part.0.kind" to not be an empty string, got . Examine values at 'box-1.parts[0].kind'.`,
      `expected box.0.a to be one of ["x"], got y. Examine values at 'box-1.box.a'.`,
    ]);
  });

  it("refuses text by pattern, in the provider's own words where it has some", () => {
    const validators = {
      type: [{ rule: "pattern", pattern: "^a+$" }],
      other: [{ rule: "pattern", pattern: "^a+$", message: "must be a's" }],
      "box.a": [
        {
          rule: "pattern",
          pattern: "^a+$",
          orEmpty: true,
          wording: 'expected "{attribute}" to be a\'s, got {value}',
        },
      ],
    } as const;
    expect(sdk(validators, { type: "a", other: "a", box: { a: "" } })).toEqual([]);
    expect(sdk(validators, { type: "b", other: "b", box: { a: "b" } })).toEqual([
      `expected value of type to match regular expression "^a+$", got b. Examine values at 'box-1.type'.`,
      "invalid value for other (must be a's). Examine values at 'box-1.other'.",
      `expected "a" to be a's, got b. Examine values at 'box-1.box.a'.`,
    ]);
  });

  it("lists all that one of several rules would have accepted", () => {
    const validators = {
      count: [
        {
          rule: "any",
          of: [
            { rule: "oneOf", values: [0] },
            { rule: "atLeast", min: 2 },
          ],
        },
      ],
      type: [{ rule: "any", of: [{ rule: "empty" }, { rule: "oneOf", values: ["a"] }] }],
    } as const;
    expect(sdk(validators, { count: 0, type: "" })).toEqual([]);
    expect(sdk(validators, { count: 1, type: "b" })).toEqual([
      `expected "type" to be an empty string: got b. Examine values at 'box-1.type'.`,
      `expected type to be one of ["a"], got b. Examine values at 'box-1.type'.`,
      "expected count to be one of [0], got 1. Examine values at 'box-1.count'.",
      "expected count to be at least (2), got 1. Examine values at 'box-1.count'.",
    ]);
  });
});

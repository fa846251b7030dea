import { z } from "zod";

import { accountSchema } from "../../../stacks/config/account-config";
import * as field from "../../../stacks/config/field";
import { locationSchema } from "../../../stacks/config/location-config";
import { renderConfigurationReference } from "../../../tools/documents/configuration-reference";

const schema = field.section({
  cidr: field.cidr.describe("the range"),
  node: field.section({
    name: field.label.meta({ description: "the node", example: "pm1" }),
    kind: field.oneOf(["big", "small"]).describe("its kind"),
  }),
  guests: field
    .named(field.section({ cores: field.wholeNumber(1, 8).describe("its size") }))
    .describe("a guest"),
  ranges: field.named(field.cidr).describe("other ranges"),
  keys: field.list(field.text, 1).meta({ description: "who may enter", example: "ada" }),
  mirrors: field.list(field.url, 0).default([]).describe("caches"),
  protect: field.flag.default(true).describe("whether it is kept"),
  lock: field.text.optional().describe("a file"),
});

describe("renderConfigurationReference", () => {
  it("shows every key that has a meaning, with what to write and what it is otherwise", () => {
    expect(renderConfigurationReference(schema)).toBe(
      [
        "| key                   | value                                                                | default | meaning            |",
        "| --------------------- | -------------------------------------------------------------------- | ------- | ------------------ |",
        "| `cidr`                | an IPv4 range, `10.50.0.0/24`                                        |         | the range          |",
        "| `node.name`           | lower-case letters, digits and dashes, starting with a letter, `pm1` |         | the node           |",
        "| `node.kind`           | one of big, small                                                    |         | its kind           |",
        "| `guests.<name>`       |                                                                      |         | a guest            |",
        "| `guests.<name>.cores` | a whole number from 1 to 8                                           |         | its size           |",
        "| `ranges.<name>`       | an IPv4 range, `10.50.0.0/24`                                        |         | other ranges       |",
        "| `keys[]`              | text, `ada`, at least 1                                              |         | who may enter      |",
        "| `mirrors[]`           | a URL, `https://10.50.0.1:8006/`                                     | none    | caches             |",
        "| `protect`             | true or false                                                        | `true`  | whether it is kept |",
        "| `lock`                | text, `a short sentence`                                             | none    | a file             |",
      ].join("\n"),
    );
  });
});

describe("renderConfigurationReference of a section of several kinds", () => {
  const text = field.text.meta({ description: "what it is called", example: "ada" });
  const kind = <const Type extends string>(type: Type, settings: z.ZodRawShape) =>
    field.section({
      type: z.literal(type).describe("its kind"),
      settings: field.section(settings),
    });
  const kinds = field.oneOfKinds("type", [
    kind("none", {}),
    kind("big", { name: text, size: field.wholeNumber(1, 8).describe("its size").optional() }),
    kind("small", { name: text }),
  ]);

  it("shows every key once, and which kinds have it where not all do", () => {
    expect(renderConfigurationReference(field.section({ node: kinds }))).toBe(
      [
        "| key                  | value                      | default | meaning                       |",
        "| -------------------- | -------------------------- | ------- | ----------------------------- |",
        "| `node.type`          | one of none, big, small    |         | its kind                      |",
        "| `node.settings.name` | text, `ada`                |         | big, small: what it is called |",
        "| `node.settings.size` | a whole number from 1 to 8 | none    | big: its size                 |",
      ].join("\n"),
    );
  });
});

describe.each<[string, z.ZodType]>([
  ["a location", locationSchema],
  ["the account", accountSchema],
])("the schema of %s", (_, whole) => {
  it("says the meaning of every value", () => {
    expect(undescribed("", whole)).toEqual([]);
  });
});

/** Values without a description of their own or of the list or mapping that they are in. */
function undescribed(path: string, node: z.ZodType, described = false): readonly string[] {
  const isDescribed = described || node.description !== undefined;
  const { type, shape, element, valueType, innerType, options } = node.def as unknown as {
    readonly type: string;
    readonly options?: readonly z.ZodType[];
    readonly shape?: Readonly<Record<string, z.ZodType>>;
    readonly element?: z.ZodType;
    readonly valueType?: z.ZodType;
    readonly innerType?: z.ZodType;
  };
  if (type === "object") {
    return Object.entries(shape ?? {}).flatMap(([key, value]) =>
      undescribed(path === "" ? key : `${path}.${key}`, value),
    );
  }
  if (options !== undefined) return options.flatMap((kind) => undescribed(path, kind));
  const inner = element ?? valueType ?? innerType;
  if (inner !== undefined) return undescribed(path, inner, isDescribed);
  return isDescribed ? [] : [path];
}

import { z } from "zod";

import { renderTable } from "./markdown-table";

/** What of a schema the reference shows; the words are those of stacks/config/field.ts. */
interface SchemaNode {
  readonly description?: string;
  readonly expectation?: string;
  readonly example?: string;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  readonly items?: SchemaNode;
  readonly minItems?: number;
  readonly additionalProperties?: SchemaNode | false;
  readonly const?: string;
  /** One for each kind of a section. */
  readonly oneOf?: readonly SchemaNode[];
}

/** A table of every key of a configuration that has a meaning of its own. */
export function renderConfigurationReference(schema: z.ZodType): string {
  const root = z.toJSONSchema(schema, { io: "input" }) as SchemaNode;
  return renderTable(["key", "value", "default", "meaning"], rowsOf("", root, true));
}

function rowsOf(
  path: string,
  given: SchemaNode,
  required: boolean,
): readonly (readonly string[])[] {
  const node = given.oneOf === undefined ? given : inOne(given.oneOf);
  const { place, value } = innermost(path, node);
  const { properties = {}, required: known = [] } = value;
  return [
    ...(node.description === undefined
      ? []
      : [[code(place), valueOf(node, value), defaultOf(node, required), node.description]]),
    ...Object.entries(properties).flatMap(([key, property]) =>
      rowsOf(place === "" ? key : `${place}.${key}`, property, known.includes(key)),
    ),
  ];
}

/** The kinds of a section as one: its first key tells them apart, and what not all know says which. */
function inOne(kinds: readonly SchemaNode[]): SchemaNode {
  const [key = ""] = Object.keys(kinds[0]?.properties ?? {});
  const nameOf = (kind: SchemaNode): string => kind.properties?.[key]?.const ?? "";
  const words = kinds.map(nameOf);
  return unite(
    kinds.map((node, index) => ({ node, kinds: [words[index] ?? ""] })),
    words,
  );
}

interface OfKinds {
  readonly node: SchemaNode;
  readonly kinds: readonly string[];
}

function unite(nodes: readonly OfKinds[], all: readonly string[]): SchemaNode {
  const [first] = nodes;
  if (first === undefined) return {};
  const kinds = nodes.flatMap((each) => each.kinds);
  const keys = new Set(nodes.flatMap(({ node }) => Object.keys(node.properties ?? {})));
  if (first.node.const !== undefined) {
    return { ...first.node, expectation: `one of ${all.join(", ")}` };
  }
  if (keys.size === 0) {
    return kinds.length === all.length || first.node.description === undefined
      ? first.node
      : { ...first.node, description: `${kinds.join(", ")}: ${first.node.description}` };
  }
  const properties = [...keys].map((key): [string, SchemaNode] => {
    const known = nodes.flatMap(({ node, kinds: own }) => {
      const property = node.properties?.[key];
      return property === undefined ? [] : [{ node: property, kinds: own }];
    });
    return [key, unite(known, all)];
  });
  const required = [...keys].filter((key) =>
    nodes.every(({ node }) => !(key in (node.properties ?? {})) || node.required?.includes(key)),
  );
  return { properties: Object.fromEntries(properties), required };
}

/** What lists and mappings by name consist of, and where it stands. */
function innermost(path: string, node: SchemaNode): { place: string; value: SchemaNode } {
  if (node.items !== undefined) return { place: `${path}[]`, value: node.items };
  return node.additionalProperties === undefined || node.additionalProperties === false
    ? { place: path, value: node }
    : { place: `${path}.<name>`, value: node.additionalProperties };
}

function valueOf(node: SchemaNode, value: SchemaNode): string {
  const { expectation = "" } = value;
  const example = node.example ?? value.example;
  // A default shows what a value looks like, and so do the words of a closed set.
  const shown = !isNothing(node.default) || /^(one of|true or) /.test(expectation);
  const { minItems = 0 } = node;
  return [
    ...(expectation === "" ? [] : [expectation]),
    ...(example === undefined || shown ? [] : [code(example)]),
    ...(minItems > 0 ? [`at least ${String(minItems)}`] : []),
  ].join(", ");
}

function defaultOf(node: SchemaNode, required: boolean): string {
  if (required) return "";
  return isNothing(node.default) ? "none" : code(JSON.stringify(node.default));
}

function isNothing(value: unknown): boolean {
  return (
    value === undefined || (typeof value === "object" && Object.keys({ ...value }).length === 0)
  );
}

function code(text: string): string {
  return `\`${text}\``;
}

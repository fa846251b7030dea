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
}

/** A table of every key of a configuration that has a meaning of its own. */
export function renderConfigurationReference(schema: z.ZodType): string {
  const root = z.toJSONSchema(schema, { io: "input" }) as SchemaNode;
  return renderTable(["key", "value", "default", "meaning"], rowsOf("", root, true));
}

function rowsOf(path: string, node: SchemaNode, required: boolean): readonly (readonly string[])[] {
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

/** A value type as facts files write it: `string`, `integer[]`, `map<string>`, `enum(a,b)`, `VmLegacyDisk[]`. */
export type PropertyType =
  | { readonly kind: "string" | "integer" | "number" | "boolean" | "any" | "object" }
  | { readonly kind: "enum"; readonly values: readonly string[] }
  | { readonly kind: "list" | "map"; readonly element: PropertyType };

const primitives = ["string", "integer", "number", "boolean"] as const;

/** Takes a written type apart; a name that is not a primitive means an object of that type. */
export function parsePropertyType(text: string): PropertyType {
  if (text.endsWith("[]")) return { kind: "list", element: parsePropertyType(text.slice(0, -2)) };
  const map = /^map<(.+)>$/.exec(text)?.[1];
  if (map !== undefined) return { kind: "map", element: parsePropertyType(map) };
  const values = /^enum\((.+)\)$/.exec(text)?.[1];
  if (values !== undefined) return { kind: "enum", values: values.split(",") };
  const primitive = primitives.find((name) => name === text);
  if (primitive !== undefined) return { kind: primitive };
  return { kind: ["Any", "any", "Asset", "Archive"].includes(text) ? "any" : "object" };
}

/** The type in words: `a list of strings`, `an integer`. */
export function describePropertyType(type: PropertyType): string {
  switch (type.kind) {
    case "integer":
    case "object":
      return `an ${type.kind}`;
    case "any":
      return "a value";
    case "enum":
      return `one of ${type.values.join(", ")}`;
    case "list":
      return `a list of ${pluralOf(type.element)}`;
    case "map":
      return `a map of ${pluralOf(type.element)}`;
    default:
      return `a ${type.kind}`;
  }
}

function pluralOf(type: PropertyType): string {
  switch (type.kind) {
    case "any":
    case "enum":
      return "values";
    case "list":
    case "map":
      return `${type.kind}s`;
    default:
      return `${type.kind}s`;
  }
}

import type { FactsFile, SchemaKind, TypeFacts } from "./facts-file";
import type { PropertyType } from "./property-type";
import { parsePropertyType } from "./property-type";
import type { AnyValidator } from "./validator";

export type { FactsFile } from "./facts-file";

const allFlags = ["required", "computed", "replaces", "secret"];

/** What a provider's schema says about one property. */
export interface PropertyFacts {
  readonly type: PropertyType;
  readonly required: boolean;
  /** May be left out, and the provider fills it in; what is neither this nor required is planned as absent. */
  readonly computed: boolean;
  /** A change of it makes a new resource. */
  readonly replaces: boolean;
  readonly secret: boolean;
  /** Planned where the program leaves it out. */
  readonly default?: unknown;
  readonly validators: readonly AnyValidator[];
  /** Its name in upstream's schema. */
  readonly attribute: string;
  /** Properties of the object, or of each element of the list of objects; empty where the facts list none. */
  readonly properties: Properties;
}

/** Facts by name of the property. */
export type Properties = Readonly<Record<string, PropertyFacts>>;

/** What a provider's schema says about one resource type. */
export interface ResourceFacts {
  readonly schema: SchemaKind;
  readonly inputs: Properties;
  /** Properties that are only known after the resource was made. */
  readonly outputs: Properties;
}

/** Facts of a provider's resource types, by type token. */
export type PublishedFacts = Readonly<Record<string, ResourceFacts>>;

/** A `FactsFile` by the type that TypeScript gives to a JSON file. */
interface FactsJson {
  readonly types: Readonly<Record<string, object>>;
}

interface Branch {
  /** As the file has it, `disks[].size`. */
  path: string;
  fact: string;
  readonly children: Record<string, Branch>;
}

/** Takes a facts file apart, as it is imported; throws where a line cannot be read. */
export function parseFacts(file: FactsJson): PublishedFacts {
  return Object.fromEntries(
    Object.entries(file.types as FactsFile["types"]).map(([token, facts]) => [
      token,
      {
        schema: facts.schema,
        inputs: parseProperties(token, facts, facts.inputs),
        outputs: parseProperties(token, facts, facts.outputs),
      },
    ]),
  );
}

function parseProperties(
  token: string,
  facts: TypeFacts,
  lines: Readonly<Record<string, string>>,
): Properties {
  const root: Branch = { path: "", fact: "", children: {} };
  for (const [path, fact] of Object.entries(lines)) {
    let branch = root;
    for (const key of path.split(".")) {
      branch = branch.children[key.replace(/(\[\])+$/, "")] ??= {
        path: "",
        fact: "",
        children: {},
      };
    }
    branch.path = path;
    branch.fact = fact;
  }
  return parseChildren(token, facts, root);
}

function parseChildren(token: string, facts: TypeFacts, branch: Branch): Properties {
  return Object.fromEntries(
    Object.entries(branch.children).map(([name, child]) => {
      const [type = "", ...flags] = child.fact.split(" ");
      const unknown = flags.filter((flag) => !allFlags.includes(flag));
      if (type === "" || unknown.length > 0) {
        throw new Error(
          `facts of ${token}: ${name} cannot be read, got "${child.fact}". Write "<type> [${allFlags.join("] [")}]".`,
        );
      }
      return [
        name,
        {
          type: parsePropertyType(type),
          required: flags.includes("required"),
          computed: flags.includes("computed"),
          replaces: flags.includes("replaces"),
          secret: flags.includes("secret"),
          ...(facts.defaults?.[child.path] !== undefined && {
            default: facts.defaults[child.path],
          }),
          validators: facts.validators?.[child.path] ?? [],
          attribute: facts.names?.[name] ?? snakeCase(name),
          properties: parseChildren(token, facts, child),
        },
      ];
    }),
  );
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

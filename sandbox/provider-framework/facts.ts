import type { PropertyType } from "./property-type";
import { parsePropertyType } from "./property-type";

/** What a provider's published schema says about one property. */
export interface PropertyFacts {
  readonly type: PropertyType;
  readonly required: boolean;
  /** A change of it makes a new resource. */
  readonly replaces: boolean;
  readonly secret: boolean;
  /** Properties of the object, or of each element of the list of objects; empty where the facts list none. */
  readonly properties: Readonly<Record<string, PropertyFacts>>;
}

/** What a provider's published schema says about one resource type. */
export interface ResourceFacts {
  readonly inputs: Readonly<Record<string, PropertyFacts>>;
  /** Properties that are only known after the resource was made. */
  readonly outputs: Readonly<Record<string, PropertyFacts>>;
}

/** Facts of a provider's resource types, by type token. */
export type PublishedFacts = Readonly<Record<string, ResourceFacts>>;

/** The form of a facts file: property path to `<type> [required] [replaces] [secret]`. */
export interface FactsFile {
  /** Repository and commit, or package and version, that the facts were read from. */
  readonly source: string;
  readonly types: Readonly<
    Record<
      string,
      {
        readonly inputs: Readonly<Record<string, string>>;
        readonly outputs: Readonly<Record<string, string>>;
      }
    >
  >;
}

interface Branch {
  fact: string;
  readonly children: Record<string, Branch>;
}

/** Takes a facts file apart; throws where a line cannot be read. */
export function parseFacts(file: FactsFile): PublishedFacts {
  return Object.fromEntries(
    Object.entries(file.types).map(([token, { inputs, outputs }]) => [
      token,
      { inputs: parseProperties(token, inputs), outputs: parseProperties(token, outputs) },
    ]),
  );
}

function parseProperties(
  token: string,
  lines: Readonly<Record<string, string>>,
): Readonly<Record<string, PropertyFacts>> {
  const root: Branch = { fact: "", children: {} };
  for (const [path, fact] of Object.entries(lines)) {
    let branch = root;
    for (const key of path.split(".")) {
      branch = branch.children[key.replace(/\[\]$/, "")] ??= { fact: "", children: {} };
    }
    branch.fact = fact;
  }
  return parseChildren(token, root);
}

function parseChildren(token: string, branch: Branch): Readonly<Record<string, PropertyFacts>> {
  return Object.fromEntries(
    Object.entries(branch.children).map(([name, child]) => {
      const [type = "", ...flags] = child.fact.split(" ");
      const unknown = flags.filter((flag) => !["required", "replaces", "secret"].includes(flag));
      if (type === "" || unknown.length > 0) {
        throw new Error(
          `facts of ${token}: ${name} cannot be read, got "${child.fact}". Write "<type> [required] [replaces] [secret]".`,
        );
      }
      return [
        name,
        {
          type: parsePropertyType(type),
          required: flags.includes("required"),
          replaces: flags.includes("replaces"),
          secret: flags.includes("secret"),
          properties: parseChildren(token, child),
        },
      ];
    }),
  );
}

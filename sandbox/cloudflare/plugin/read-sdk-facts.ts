import { readFileSync } from "node:fs";
import { join } from "node:path";

import ts from "typescript";
import type { FactsFile } from "@moco-sandbox/provider-framework/facts";

/** What the SDK's types do not say: read from the Terraform provider's schemas (RequiresReplace). */
export interface Supplement {
  readonly source: string;
  /** Top-level inputs that replace, by type. */
  readonly replaces: Readonly<Record<string, readonly string[]>>;
  /** Paths of secret inputs and outputs, by type. */
  readonly secrets: Readonly<Record<string, readonly string[]>>;
  /** Inputs whose inside is not listed, because nothing here looks into them. */
  readonly opaque: readonly string[];
}

type Members = ReadonlyMap<string, ts.PropertySignature | ts.PropertyDeclaration>;

/** Reads a facts file from the declarations of @pulumi/cloudflare. */
export function readSdkFacts(directory: string, supplement: Supplement): FactsFile {
  const nested = interfacesOf(parse(join(directory, "types", "input.d.ts")));
  const entries = Object.keys(supplement.replaces).map(
    (kind): [string, FactsFile["types"][string]] => {
      const source = parse(join(directory, `${kind}.d.ts`));
      const className = kind.charAt(0).toUpperCase() + kind.slice(1);
      const args: Members =
        interfacesOf(source).get(`${className}Args`) ?? new Map<string, never>();
      const lines = (members: Members) =>
        renderMembers("", members, {
          nested,
          replaces: supplement.replaces[kind] ?? [],
          secrets: supplement.secrets[kind] ?? [],
          opaque: supplement.opaque,
        });
      const outputs = [...classMembers(source, className)].filter(([name]) => !args.has(name));
      return [
        `cloudflare:index/${kind}:${className}`,
        {
          inputs: Object.fromEntries(lines(args)),
          outputs: Object.fromEntries(
            lines(new Map(outputs)).filter(([path]) => !path.includes(".")),
          ),
        },
      ];
    },
  );
  return { source: supplement.source, types: Object.fromEntries(entries) };
}

interface Context {
  readonly nested: ReadonlyMap<string, Members>;
  readonly replaces: readonly string[];
  readonly secrets: readonly string[];
  readonly opaque: readonly string[];
}

function renderMembers(prefix: string, members: Members, context: Context): [string, string][] {
  return [...members].flatMap(([name, member]): [string, string][] => {
    const path = prefix + name;
    const type = renderType(member.type);
    const inner = context.nested.get(type.replaceAll("[]", ""));
    const words = [
      type,
      member.questionToken === undefined && ts.isPropertySignature(member) ? "required" : "",
      context.replaces.includes(path) ? "replaces" : "",
      context.secrets.includes(path) ? "secret" : "",
    ].filter((word) => word !== "");
    const line: [string, string] = [path, words.join(" ")];
    if (inner === undefined || context.opaque.includes(name)) return [line];
    return [line, ...renderMembers(`${path}${type.endsWith("[]") ? "[]" : ""}.`, inner, context)];
  });
}

/** `pulumi.Input<string | undefined>` is `string`, `Input<Input<inputs.X>[] | undefined>` is `X[]`. */
function renderType(node: ts.TypeNode | undefined): string {
  if (node === undefined) return "Any";
  if (ts.isUnionTypeNode(node)) {
    const given = node.types.filter((type) => type.kind !== ts.SyntaxKind.UndefinedKeyword);
    return given.length === 1 ? renderType(given[0]) : "Any";
  }
  if (ts.isArrayTypeNode(node)) return `${renderType(node.elementType)}[]`;
  if (ts.isTypeLiteralNode(node)) return "map<Any>";
  if (ts.isTypeReferenceNode(node)) {
    const name = node.typeName.getText();
    const [argument] = node.typeArguments ?? [];
    return /^pulumi\.(Input|Output)$/.test(name)
      ? renderType(argument)
      : name.replace(/^(inputs|outputs)\./, "");
  }
  const text = node.getText();
  return ["string", "number", "boolean"].includes(text) ? text : "Any";
}

function parse(path: string): ts.SourceFile {
  return ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.ES2022, true);
}

function interfacesOf(source: ts.SourceFile): Map<string, Members> {
  return new Map(
    source.statements
      .filter(ts.isInterfaceDeclaration)
      .map((node) => [node.name.text, membersOf(node.members.filter(ts.isPropertySignature))]),
  );
}

function classMembers(source: ts.SourceFile, name: string): Members {
  const found = source.statements
    .filter(ts.isClassDeclaration)
    .find((node) => node.name?.text === name);
  return membersOf(found?.members.filter(ts.isPropertyDeclaration) ?? []);
}

function membersOf<Member extends ts.PropertySignature | ts.PropertyDeclaration>(
  members: readonly Member[],
): Map<string, Member> {
  return new Map(members.map((member) => [member.name.getText(), member]));
}

import { readFileSync } from "node:fs";

import ts from "typescript";

/** A property as an SDK declares it. */
export interface SdkMember {
  readonly type: ts.TypeNode | undefined;
  /** It may be left out, or is not there. */
  readonly optional: boolean;
}

/** Parses a declaration file; nothing is resolved. */
export function parseSource(path: string): ts.SourceFile {
  return ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.ES2022, true);
}

/** Members of the interfaces and classes of a file, by `<prefix>.<namespace>.<name>`. */
export function membersByName(
  prefix: string,
  { statements }: { readonly statements: ts.NodeArray<ts.Statement> },
): Map<string, ReadonlyMap<string, SdkMember>> {
  return new Map(
    statements.flatMap((node): [string, ReadonlyMap<string, SdkMember>][] => {
      if (ts.isModuleDeclaration(node) && node.body !== undefined && ts.isModuleBlock(node.body)) {
        return [...membersByName(`${prefix}.${node.name.text}`, node.body)];
      }
      if (ts.isInterfaceDeclaration(node)) {
        return [
          [`${prefix}.${node.name.text}`, membersOf(node.members.filter(ts.isPropertySignature))],
        ];
      }
      if (ts.isClassDeclaration(node) && node.name !== undefined) {
        const properties = node.members
          .filter(ts.isPropertyDeclaration)
          .filter(
            (each) => !each.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword),
          );
        return [[`${prefix}.${node.name.text}`, membersOf(properties)]];
      }
      return [];
    }),
  );
}

function membersOf(
  members: readonly (ts.PropertySignature | ts.PropertyDeclaration)[],
): ReadonlyMap<string, SdkMember> {
  return new Map(
    members.map((member) => [
      member.name.getText(),
      {
        type: member.type,
        optional:
          member.questionToken !== undefined ||
          (member.type?.getText() ?? "").endsWith("| undefined>"),
      },
    ]),
  );
}

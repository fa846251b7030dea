import { join } from "node:path";

import ts from "typescript";
import { repositoryRoot } from "@moco-sandbox/world";

const packages: Readonly<Record<string, string>> = { proxmoxve: "@muhlba91/pulumi-proxmoxve" };

/** Top-level arguments of an SDK's resource class, and whether each must be given. */
export function readSdkInputs(provider: string, token: string): Readonly<Record<string, boolean>> {
  const [, module = "", name = ""] = token.split(":");
  const folder = join(repositoryRoot, "node_modules", packages[provider] ?? `@pulumi/${provider}`);
  const first = name.charAt(0).toLowerCase() + name.slice(1);
  const path = module.includes("/")
    ? join(folder, `${module.replace(/^index\//, "")}.d.ts`)
    : join(folder, module, `${first}.d.ts`);
  const text = ts.sys.readFile(path);
  if (text === undefined) throw new Error(`${token}: the SDK has no file ${path}.`);
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022);
  const declaration = source.statements
    .filter(ts.isInterfaceDeclaration)
    .find((statement) => statement.name.text === `${name}Args`);
  if (declaration === undefined)
    throw new Error(`${token}: the SDK has no ${name}Args in ${path}.`);
  return Object.fromEntries(
    declaration.members
      .filter(ts.isPropertySignature)
      .map((member) => [member.name.getText(source), member.questionToken === undefined]),
  );
}

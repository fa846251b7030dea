import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import ts from "typescript";

import { parseSource, type SdkMember, membersByName } from "./sdk-members";

/** What an SDK's package says about one resource class. */
export interface SdkResource {
  readonly inputs: ReadonlyMap<string, SdkMember>;
  readonly outputs: ReadonlyMap<string, SdkMember>;
  /** Properties that the class marks secret itself. */
  readonly secrets: readonly string[];
}

/** The installed package of a provider's SDK. */
export interface Sdk {
  readonly version: string;
  readonly resource: (token: string) => SdkResource;
  /** Members of `inputs.…` and `outputs.…`, by their full name. */
  readonly members: ReadonlyMap<string, ReadonlyMap<string, SdkMember>>;
  /** Values of `enums.…`, by their full name. */
  readonly enums: ReadonlyMap<string, readonly string[]>;
}

/** Opens the package in a folder of `node_modules`; throws where it is none of a provider. */
export function openSdk(directory: string): Sdk {
  const { version } = JSON.parse(readFileSync(join(directory, "package.json"), "utf8")) as {
    version: string;
  };
  return {
    version,
    resource: (token) => readResource(directory, token),
    members: new Map([
      ...membersByName("inputs", parseSource(join(directory, "types", "input.d.ts"))),
      ...membersByName("outputs", parseSource(join(directory, "types", "output.d.ts"))),
    ]),
    enums: readEnums(directory),
  };
}

function readResource(directory: string, token: string): SdkResource {
  const path = join(directory, modulePath(token));
  if (!existsSync(`${path}.d.ts`)) {
    throw new Error(`facts: ${token} is not in ${directory}. Take it out, or correct it.`);
  }
  const name = token.startsWith("pulumi:") ? "Provider" : (token.split(":").at(-1) ?? token);
  const source = parseSource(`${path}.d.ts`);
  const named = membersByName("class", source);
  const marked = /additionalSecretOutputs: \[([^\]]*)\]/.exec(readFileSync(`${path}.js`, "utf8"));
  return {
    inputs: named.get(`class.${name}Args`) ?? new Map<string, never>(),
    outputs: named.get(`class.${name}`) ?? new Map<string, never>(),
    secrets: [...(marked?.[1] ?? "").matchAll(/"([^"]+)"/g)].map(([, secret = ""]) => secret),
  };
}

/** `proxmoxve:network/linux/vlan:Vlan` is in network/linux/vlan, `command:remote:Command` in remote/command. */
function modulePath(token: string): string {
  const [scope = "", module = "", name = ""] = token.split(":");
  const file = name.charAt(0).toLowerCase() + name.slice(1);
  if (scope === "pulumi") return "provider";
  return module.includes("/") ? module.replace(/^index\//, "") : join(module, file);
}

function readEnums(directory: string): ReadonlyMap<string, readonly string[]> {
  const root = join(directory, "types", "enums");
  if (!existsSync(join(root, "index.d.ts"))) return new Map();
  const modules = parseSource(join(root, "index.d.ts"))
    .statements.filter(ts.isImportDeclaration)
    .map((statement) => (statement.moduleSpecifier as ts.StringLiteral).text.replace("./", ""));
  return new Map(
    modules.flatMap((module) =>
      parseSource(join(root, module, "index.d.ts"))
        .statements.filter(ts.isVariableStatement)
        .flatMap(({ declarationList }) => [...declarationList.declarations])
        .map((declared): [string, string[]] => [
          `enums.${module}.${declared.name.getText()}`,
          [...declared.getText().matchAll(/: "([^"]+)"/g)].map(([, value = ""]) => value),
        ]),
    ),
  );
}

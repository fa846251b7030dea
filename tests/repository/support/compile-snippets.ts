import { dirname, join } from "node:path";
import { runInThisContext } from "node:vm";

import { repositoryRoot } from "@moco-sandbox/world";
import * as ts from "typescript";

import type { Snippet } from "./documents";

/** What the compiler has to say about snippets, each as if it were the file that it says it is. */
export function typeFaultsOf(snippets: readonly Snippet[]): readonly string[] {
  const { config } = ts.readConfigFile(join(repositoryRoot, "tsconfig.json"), (path) =>
    ts.sys.readFile(path),
  ) as { config: unknown };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, repositoryRoot);
  const texts = new Map(snippets.map(({ path, code }) => [join(repositoryRoot, path), code]));
  const host = ts.createCompilerHost(options);
  const onDisk = { ...host };
  host.fileExists = (path) => texts.has(path) || onDisk.fileExists(path);
  host.getSourceFile = (path, languageVersion, ...rest) => {
    const text = texts.get(path);
    return text === undefined
      ? onDisk.getSourceFile(path, languageVersion, ...rest)
      : ts.createSourceFile(path, text, languageVersion);
  };
  const program = ts.createProgram([...texts.keys()], { ...options, types: [] }, host);
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}

/** What a snippet exports, run as if it were the file that it says it is. */
export function exportsOf({ path, code }: Snippet): Readonly<Record<string, unknown>> {
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const exported: Record<string, unknown> = {};
  const imported = (name: string): unknown =>
    jest.requireActual(join(repositoryRoot, dirname(path), name));
  const run = runInThisContext(`(exports, require) => {${outputText}\n}`) as (
    ...given: readonly unknown[]
  ) => void;
  run(exported, imported);
  return exported;
}

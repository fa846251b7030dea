import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { repositoryRoot } from "@moco-sandbox/world";
import ts from "typescript";

/** A location's name or an address in one of their ranges. */
const literal = /\bpm[12]\b|\b10\.5[01]\.\d/;

/** Where locations are parameters. */
const folders = [
  "sandbox",
  "cli",
  "tools",
  "components",
  "model",
  "policy",
  "services",
  "guest",
  ".github",
];

/** Fixtures and tests are about one location, documents speak to people, a benchmark says what it measured. */
const exempt = /(^|\/)(fixtures|bench)\/|_test\.go$|\.md$|package-lock\.json$|go\.sum$/;

/** Text that shows a person how to write something. */
const example = /\bWrite\b|\bExample|npm run /;

function textsOf(file: string): readonly string[] {
  const text = readFileSync(join(repositoryRoot, file), "utf8");
  return file.endsWith(".ts") ? stringsOf(file, text) : text.split("\n");
}

/** What a program says, and not what its comments do. */
function stringsOf(file: string, text: string): readonly string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node)) found.push(node.text);
    if (ts.isIdentifier(node)) found.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest));
  return found;
}

const listed = execFileSync("git", ["ls-files", "-co", "--exclude-standard", ...folders], {
  cwd: repositoryRoot,
  encoding: "utf8",
});
const files = listed.split("\n").filter((file) => file !== "" && !exempt.test(file));

describe("locations", () => {
  it.each(folders)("are looked for in %s", (folder) => {
    expect(files.some((file) => file.startsWith(`${folder}/`))).toBe(true);
  });

  it("are parameters: only stacks, configuration, fixtures, tests and documents name one", () => {
    const named = files.flatMap((file) =>
      textsOf(file)
        .filter((text) => literal.test(text) && !example.test(text))
        .map((text) => `${file}: ${text.trim()}`),
    );
    expect(named).toEqual([]);
  });
});

import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

import execa from "execa";
import { repositoryRoot } from "@moco-sandbox/world";

/** A file that would be in the repository, and the rules that it breaks. */
type Case = readonly [file: string, code: string, ...rules: readonly string[]];

const cases: readonly Case[] = [
  ["components/a.ts", "output.apply((id) => new Bucket(id));\n", "no-restricted-syntax"],
  ["components/a.ts", 'output.apply((id) => { throw new UserError("a"); });\n'],
  ["components/a.ts", 'new pulumi.Config("a");\n', "no-restricted-syntax"],
  ["stacks/a.ts", 'new pulumi.Config("a");\n', "no-restricted-syntax"],
  ["stacks/config/a.ts", 'new pulumi.Config("a");\n'],
  ["components/a.ts", "export class A { b = JSON.stringify(c); }\n", "no-restricted-syntax"],
  ["components/a.ts", "export const b = JSON.stringify(c);\n"],
  ["components/a.ts", "export default 1;\n", "no-restricted-syntax"],
  ["policy/a.ts", "console.log(1);\n", "no-console"],
  ["sandbox/a.ts", "console.log(1);\n"],
  ["tests/a.test.ts", "output.apply((id) => expect(id));\n", "no-restricted-syntax"],
];

describe("eslint.config.mjs", () => {
  let results: readonly (readonly string[])[];

  // One process for all cases: most of its time is its start.
  beforeAll(async () => {
    const { stdout } = await execa(
      process.execPath,
      [join(__dirname, "support", "lint-cases.mjs")],
      {
        cwd: repositoryRoot,
        input: JSON.stringify(
          cases.map(([file, code]) => ({ file: join(repositoryRoot, file), code })),
        ),
      },
    );
    results = JSON.parse(stdout) as readonly (readonly string[])[];
  }, 60_000);

  it.each(cases.map((entry, index) => [index, entry] as const))(
    "judges case %i: %p",
    (index, [, , ...rules]) => {
      expect(results[index]).toEqual(rules);
    },
  );
});

describe("production layers", () => {
  it.each(["model", "components", "services", "stacks"])("do not know the sandbox: %s", (layer) => {
    const files = filesBelow(layer).filter((file) => file.endsWith(".ts"));
    expect(files.length).toBeGreaterThan(0);
    expect(
      files.filter((file) => /sandbox/i.test(readFileSync(join(repositoryRoot, file), "utf8"))),
    ).toEqual([]);
  });
});

function filesBelow(folder: string): readonly string[] {
  return readdirSync(join(repositoryRoot, folder)).flatMap((name) => {
    const path = `${folder}/${name}`;
    return statSync(join(repositoryRoot, path)).isDirectory() ? filesBelow(path) : [path];
  });
}

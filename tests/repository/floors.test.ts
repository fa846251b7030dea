import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { repositoryRoot } from "@moco-sandbox/world";
import execa from "execa";

/** A file that would be in the repository, what it imports, and the rule that it breaks: "" for none. */
type Case = readonly [file: string, imported: string, rule: string];

const cases: readonly Case[] = [
  ["model/service/a.ts", "services/images", "model-looks-down"],
  ["model/service/b.ts", "node:fs", "model-packages"],
  ["model/service/c.ts", "@pulumi/pulumi", "model-packages"],
  ["model/location/a.ts", "model/basics/problem", ""],
  ["model/location/b.ts", "ipaddr.js", ""],
  ["services/page/a.ts", "stacks/pm1", "services-looks-down"],
  ["services/page/b.ts", "components/host/host", "services-looks-down"],
  ["services/page/c.ts", "node:fs", "services-packages"],
  ["services/page/d.ts", "model/basics/problem", ""],
  ["components/a/a.ts", "services/images", "components-looks-down"],
  ["components/a/b.ts", "sandbox/world/world", "components-looks-down"],
  ["components/a/c.ts", "components/host/sshd", "component-entry-for-components"],
  ["components/a/d.ts", "components/host/host", ""],
  ["components/a/e.ts", "dockerode", "components-packages"],
  ["stacks/deploy/a.ts", "policy/index", "stacks-looks-down"],
  ["stacks/deploy/b.ts", "components/host/sshd", "component-entry"],
  ["stacks/deploy/c.ts", "components/host/host", ""],
  ["stacks/deploy/d.ts", "ssh2", "stacks-packages"],
  ["policy/rules/a.ts", "stacks/pm1", "policy-looks-down"],
  ["policy/rules/b.ts", "@pulumi/docker", "policy-packages"],
  ["policy/rules/c.ts", "model/basics/problem", ""],
  ["cli/secrets/a.ts", "sandbox/world/world", "cli-looks-down"],
  ["cli/secrets/b.ts", "stacks/pm1", ""],
  ["tools/bench/a.ts", "tests/a", "tools-looks-down"],
  ["tools/bench/b.ts", "sandbox/world/world", "sandbox-entry"],
  ["tools/bench/c.ts", "@moco-sandbox/world/unexported", "sandbox-exports"],
  ["sandbox/world/a.ts", "sandbox/commands/main", "sandbox-world-looks-down"],
  ["sandbox/world/b.ts", "ssh2", "sandbox-packages"],
  ["sandbox/computer/a.ts", "sandbox/toolchain/engine", "sandbox-computer-looks-down"],
  ["sandbox/proxmox/a.ts", "sandbox/world/world", "sandbox-entry-for-workspaces"],
];

/** Files that the cases import, none of which imports anything. */
const targets = [...new Set(cases.map(([, imported]) => imported))].filter(
  (path) => path.includes("/") && !/^(@|node:)/.test(path),
);

describe(".dependency-cruiser.cjs", () => {
  let directory: string;
  let broken: readonly { readonly from: string; readonly rule: { readonly name: string } }[];

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), "moco-floors-"));
    for (const name of ["package.json", "tsconfig.json", ".dependency-cruiser.cjs"]) {
      copyFileSync(join(repositoryRoot, name), join(directory, name));
    }
    symlinkSync(join(repositoryRoot, "node_modules"), join(directory, "node_modules"));
    for (const path of targets) write(`${path}.ts`, "export const x = 1;\n");
    for (const [file, imported] of cases) write(file, importing(file, imported));
    write("model/circle/a.ts", 'import { b } from "./b";\nexport const a = b;\n');
    write("model/circle/b.ts", 'import { a } from "./a";\nexport const b = a;\n');
    write("model/high/a.ts", 'import { b } from "../low/b";\nexport const a = b;\n');
    write("model/low/b.ts", "export const b = 1;\n");
    write("model/low/c.ts", 'import { d } from "../high/d";\nexport const c = d;\n');
    write("model/high/d.ts", "export const d = 1;\n");
    const floors = "model services components stacks policy cli tools sandbox".split(" ");
    const options = ["--preserve-symlinks", "--output-type", "json"];
    const { stdout } = await execa(
      join(repositoryRoot, "node_modules/.bin/depcruise"),
      ["--config", ".dependency-cruiser.cjs", ...options, ...floors],
      { cwd: directory, reject: false },
    );
    broken = (JSON.parse(stdout) as { summary: { violations: typeof broken } }).summary.violations;
  }, 60_000);

  afterAll(() => {
    rmSync(directory, { recursive: true, force: true });
  });

  const rulesBrokenBy = (file: string): readonly string[] =>
    broken.filter(({ from }) => from === file).map(({ rule: { name } }) => name);

  it.each(cases.filter(([, , rule]) => rule !== ""))(
    "refuses %s that imports %s: %s",
    (file, _imported, rule) => {
      expect(rulesBrokenBy(file)).toContain(rule);
    },
  );

  it.each(cases.filter(([, , rule]) => rule === ""))("accepts %s that imports %s", (file) => {
    expect(rulesBrokenBy(file)).toEqual([]);
  });

  it("refuses files that need each other", () => {
    expect(broken).toContainEqual(
      expect.objectContaining({ from: "model/circle/a.ts", rule: named("no-file-circle") }),
    );
  });

  it("refuses folders that need each other, where no two files do", () => {
    expect(broken).toContainEqual(
      expect.objectContaining({ from: "model/low", rule: named("no-folder-circle") }),
    );
  });

  function write(path: string, text: string): void {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
});

function named(name: string): unknown {
  return expect.objectContaining({ name });
}

function importing(file: string, imported: string): string {
  const path = targets.includes(imported)
    ? `${"../".repeat(file.split("/").length - 1)}${imported}`
    : imported;
  return `import { x } from "${path}";\nexport const y = x;\n`;
}

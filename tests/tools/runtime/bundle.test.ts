import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import * as esbuild from "esbuild";

import { bundle } from "../../../tools/runtime/bundle.cjs";
import { forget } from "../../../tools/runtime/kept-files.cjs";

jest.mock("esbuild", () => {
  const actual = jest.requireActual<typeof esbuild>("esbuild");
  return { ...actual, buildSync: jest.fn(actual.buildSync) };
});

const made = jest.mocked(esbuild.buildSync);
let folder: string;
let program: string;

function write(file: string, text: string): void {
  writeFileSync(join(folder, file), text);
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "moco-bundle-"));
  program = join(folder, "program.ts");
  write("program.ts", 'import { word } from "./word";\nconsole.log(word);\n');
  write("word.ts", 'export const word: string = "first";\n');
  made.mockClear();
});

afterEach(() => {
  forget(program);
  rmSync(folder, { recursive: true });
});

describe("bundle", () => {
  it("makes one file out of a program and what it imports, once", () => {
    const { code } = bundle(program);
    expect(code).toContain('"first"');
    expect(code).not.toContain(": string");
    expect(bundle(program).code).toBe(code);
    expect(made).toHaveBeenCalledTimes(1);
  });

  it("leaves packages of Pulumi and of providers to Node.js", () => {
    write("program.ts", 'import * as pulumi from "@pulumi/pulumi";\nconsole.log(pulumi);\n');
    expect(bundle(program).code).toContain('require("@pulumi/pulumi")');
  });

  it("makes it anew where an imported file has changed", () => {
    bundle(program);
    write("word.ts", 'export const word: string = "second";\n');
    expect(bundle(program).code).toContain('"second"');
    expect(made).toHaveBeenCalledTimes(2);
  });

  it("makes it anew where an imported file is gone", () => {
    bundle(program);
    rmSync(join(folder, "word.ts"));
    write("other.ts", 'export const word: string = "third";\n');
    write("program.ts", 'import { word } from "./other";\nconsole.log(word);\n');
    expect(bundle(program).code).toContain('"third"');
  });

  it("keeps a source map and what V8 has made of the code, until the code changes", () => {
    const first = bundle(program);
    expect(first.compiled).toBeUndefined();
    first.keepCompiled(Buffer.from("compiled"));
    const second = bundle(program);
    expect(String(second.compiled)).toBe("compiled");
    expect(String(second.map())).toBe(String(first.map()));
    write("word.ts", 'export const word: string = "second";\n');
    expect(bundle(program).compiled).toBeUndefined();
  });
});

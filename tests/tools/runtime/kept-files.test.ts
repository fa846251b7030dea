import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { digest, forget, keep, readKept } from "../../../tools/runtime/kept-files.cjs";

const program = join(tmpdir(), "moco-kept-files", "program.ts");

afterEach(() => {
  forget(program);
});

describe("kept files", () => {
  it("are a program's own", () => {
    keep(program, "code", "of one");
    expect(String(readKept(program, "code"))).toBe("of one");
    expect(readKept(`${program}x`, "code")).toBeUndefined();
  });

  it("are gone when they are forgotten", () => {
    keep(program, "code", "of one");
    forget(program);
    expect(readKept(program, "code")).toBeUndefined();
  });

  it("are lost without a word where they cannot be written", () => {
    keep(program, "folder/that/is/missing", "text");
    expect(() => {
      keep(program, "folder", "a folder has this name");
    }).not.toThrow();
  });
});

describe("digest", () => {
  it("follows the content of files, and knows when one is missing", () => {
    const folder = mkdtempSync(join(tmpdir(), "moco-digest-"));
    const file = join(folder, "file");
    writeFileSync(file, "one");
    const before = digest([file]);
    expect(digest([file])).toBe(before);
    writeFileSync(file, "two");
    expect(digest([file])).not.toBe(before);
    expect(digest([file, join(folder, "missing")])).toBeUndefined();
    rmSync(folder, { recursive: true });
  });
});

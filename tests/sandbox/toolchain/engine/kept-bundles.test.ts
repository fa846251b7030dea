import type * as fs from "node:fs";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type * as os from "node:os";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { keptBundles, rememberBundles } from "../../../../sandbox/toolchain/engine/kept-bundles";

jest.mock("@moco-sandbox/world", () => {
  const { mkdtempSync: make } = jest.requireActual<typeof fs>("node:fs");
  const { tmpdir: temporary } = jest.requireActual<typeof os>("node:os");
  return { cacheDirectory: make(`${temporary()}/moco-cache-`) };
});

const entryPoints = { docker: "plugins/docker" };
let sources: string;
let folder: string;
let file: string;

beforeEach(() => {
  sources = mkdtempSync(join(tmpdir(), "moco-sources-"));
  folder = join(sources, "bundles");
  file = join(sources, "plugin.ts");
  mkdirSync(folder);
  writeFileSync(file, "first");
  rememberBundles(entryPoints, { folder, files: [file] });
});

afterEach(() => {
  rmSync(sources, { recursive: true, force: true });
});

describe("keptBundles", () => {
  it("finds what was made of the very same files", () => {
    expect(keptBundles(entryPoints)).toBe(folder);
  });

  it("knows nothing of other plugins", () => {
    expect(keptBundles({ docker: "plugins/other" })).toBeUndefined();
  });

  it("does not find what was made of another text", () => {
    writeFileSync(file, "second");
    expect(keptBundles(entryPoints)).toBeUndefined();
  });

  it("does not find what a file that is gone was part of", () => {
    rmSync(file);
    expect(keptBundles(entryPoints)).toBeUndefined();
  });

  it("does not find bundles that somebody has deleted", () => {
    rmSync(folder, { recursive: true });
    expect(keptBundles(entryPoints)).toBeUndefined();
  });
});

import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import execa from "execa";

const packageFolder = join(__dirname, "../../../guest/release");

const testFiles = readdirSync(__dirname).filter((name) => /^test_.*\.py$/.test(name));

// A busy machine takes its time to start Python.
jest.setTimeout(60_000);

describe("moco_release", () => {
  it("is Python as a guest has it", async () => {
    const cache = mkdtempSync(join(tmpdir(), "moco-pycache-"));
    const compile = ["-X", `pycache_prefix=${cache}`, "-W", "error", "-m", "compileall", "-q"];
    const { exitCode, stdout } = await execa("python3", ["-I", ...compile, packageFolder], {
      reject: false,
    });
    rmSync(cache, { recursive: true });
    expect([exitCode, stdout]).toEqual([0, ""]);
  });

  it.each(testFiles)("passes %s", async (name) => {
    const { exitCode, stderr } = await execa("python3", ["-B", "-m", "unittest", "-v", name], {
      cwd: __dirname,
      env: { PYTHONPATH: packageFolder },
      reject: false,
    });
    expect(stderr).toMatch(/\nRan \d+ tests? in [\d.]+s\n\nOK$/);
    expect(exitCode).toBe(0);
  });
});

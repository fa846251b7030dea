import { join } from "node:path";

import { repositoryRoot } from "@moco-sandbox/world";
import execa from "execa";

// Each test starts a process.
jest.setTimeout(60_000);

const preload = join(repositoryRoot, "tools", "runtime", "preload.cjs");

describe("a stack trace", () => {
  it.each(["a bundle made now", "a kept one"])("shows lines of TypeScript, of %s", async () => {
    const program = join(__dirname, "fixtures", "failing-program.ts");
    const { stdout } = await execa(process.execPath, ["--require", preload, program]);
    expect(stdout.split("\n").slice(0, 3)).toEqual([
      "TypeError: as planned",
      `    at fail (${join(__dirname, "fixtures", "throws.ts")}:9:9)`,
      `    at Object.<anonymous> (${program}:4:3)`,
    ]);
  });
});

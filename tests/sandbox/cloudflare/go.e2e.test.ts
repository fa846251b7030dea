import { join } from "node:path";

import execa from "execa";
import { ensureGo } from "@moco-sandbox/computer/ensure-go";
import { repositoryRoot } from "@moco-sandbox/world";

jest.setTimeout(300_000);

describe("the Go packages of sandbox/cloudflare", () => {
  const run = async (...args: readonly string[]) =>
    execa(await ensureGo(() => undefined), [...args], {
      cwd: join(repositoryRoot, "sandbox", "cloudflare"),
      reject: false,
    });

  it("pass their own tests", async () => {
    const { exitCode, stdout } = await run("test", "./...");
    expect({ exitCode, failures: stdout.match(/^\s*--- FAIL.*$/gm) }).toEqual({
      exitCode: 0,
      failures: null,
    });
    expect(stdout).toMatch(/^ok\s/m);
  });

  it("are free of what go vet finds", async () => {
    expect(await run("vet", "./...")).toMatchObject({ exitCode: 0, stderr: "" });
  });
});

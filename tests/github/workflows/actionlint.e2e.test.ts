import { join } from "node:path";

import { ensureGo } from "@moco-sandbox/computer/ensure-go";
import { cacheDirectory, repositoryRoot } from "@moco-sandbox/world";
import execa from "execa";

import { workflows } from "../support/workflow-files";

const module_ = "github.com/rhysd/actionlint/cmd/actionlint@v1.7.12";
const folder = join(cacheDirectory, "actionlint", "1.7.12");

/** Builds it once for all checkouts: its module is checked by Go's own sums. */
async function actionlint(args: readonly string[], input = ""): Promise<string> {
  const program = join(folder, "actionlint");
  const { stdout } = await execa(program, args, { cwd: repositoryRoot, input, reject: false });
  return stdout;
}

describe("actionlint", () => {
  beforeAll(async () => {
    const go = await ensureGo(() => undefined);
    await execa(go, ["install", module_], { env: { GOBIN: folder } });
  }, 600_000);

  it.each(Object.keys(workflows))("finds nothing wrong with %s.yaml", async (name) => {
    expect(await actionlint([`.github/workflows/${name}.yaml`])).toBe("");
  });

  it("would find what is wrong", async () => {
    const wrong =
      "on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps: [{run: 'echo ${{ secret.a }}'}]\n";
    expect(await actionlint(["-"], wrong)).toContain('undefined variable "secret"');
  });
});

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import execa from "execa";
import { providerPlugins } from "@moco-sandbox/commands/provider-plugins";
import { bundlePlugins } from "@moco-sandbox/toolchain/bundle-plugins";
import { prepareEngineEnvironment } from "@moco-sandbox/toolchain/engine-environment";
import { ensureEngine } from "@moco-sandbox/toolchain/ensure-engine";
import { repositoryRoot } from "@moco-sandbox/world";

/** What a person would have seen of a preview. */
export interface Preview {
  readonly exitCode: number;
  readonly output: string;
}

export interface PolicyEngine {
  /** Previews the fixture program in one of its variants, with the policy pack. */
  readonly preview: (variant: string, policyPack?: string) => Promise<Preview>;
  readonly remove: () => void;
}

/** A stack of its own on the real engine, for previews of the fixture program. */
export async function startPolicyEngine(stack: string): Promise<PolicyEngine> {
  const folder = mkdtempSync(join(tmpdir(), "moco-policy-"));
  const program = join(repositoryRoot, "tests", "policy", "fixtures", "program");
  writeFileSync(
    join(folder, "Pulumi.yaml"),
    `name: policy-fixtures\nruntime: nodejs\nmain: ${program}\n`,
  );
  const engine = await ensureEngine(() => undefined);
  const { env } = prepareEngineEnvironment(engine, await bundlePlugins(providerPlugins), folder);
  const pulumi = (args: readonly string[], extra: Record<string, string> = {}) =>
    execa(engine.pulumi, ["--non-interactive", "--color=never", ...args], {
      cwd: folder,
      env: { ...env, ...extra },
      extendEnv: false,
      reject: false,
      all: true,
    });
  const { exitCode, all } = await pulumi(["stack", "init", stack]);
  if (exitCode !== 0) throw new Error(`The fixture stack cannot be made: ${String(all)}`);
  return {
    preview: async (variant, policyPack = join(repositoryRoot, "policy")) => {
      const run = await pulumi(["preview", "--policy-pack", policyPack], { FIXTURE: variant });
      return { exitCode: run.exitCode, output: String(run.all) };
    },
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

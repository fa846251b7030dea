import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { repositoryRoot } from "@moco-sandbox/world";

import { engineIn, type EngineRun } from "./engine-in";

export interface PolicyEngine {
  /** Previews the fixture program in one of its variants, with the policy pack. */
  readonly preview: (variant: string, policyPack?: string) => Promise<EngineRun>;
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
  const pulumi = await engineIn(folder);
  const { exitCode, output } = await pulumi(["stack", "init", stack]);
  if (exitCode !== 0) throw new Error(`The fixture stack cannot be made: ${output}`);
  return {
    preview: (variant, policyPack = join(repositoryRoot, "policy")) =>
      pulumi(["preview", "--policy-pack", policyPack], { FIXTURE: variant }),
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

import { join } from "node:path";

import { stackFilePath } from "@moco-sandbox/commands/stack-file";
import { type PulumiEngine, runPulumi } from "@moco-sandbox/toolchain/run-pulumi";
import { repositoryRoot } from "@moco-sandbox/world";

import { BenchStack } from "./bench-stack";
import { measure, type Timings } from "./measure";

/** Names of the rows of the table. */
export const previews = {
  baseline: "one resource of each provider",
  location: "pm1",
  withPolicies: "pm1 with the policy pack",
} as const;

export interface PreviewResult {
  readonly timings: Timings;
  /** How many resources pm1 has more than the baseline. */
  readonly moreResources: number;
}

/** Previews that change nothing: pm1, and the least program of the same providers. */
export async function benchPreviews(
  engine: PulumiEngine,
  environment: Readonly<Record<string, string>>,
  limits: { readonly rounds: number; readonly until: number },
): Promise<PreviewResult> {
  const baseline = new BenchStack(engine, "one-of-each", environment);
  try {
    await baseline.create();
    await baseline.run("up", "--yes", "--skip-preview");
    const previewBaseline = () => baseline.run("preview");
    const previewLocation = (...more: readonly string[]) =>
      runPulumi(engine, {
        args: ["preview", "--stack", "pm1", "--non-interactive", ...configFile, ...more],
        log: "bench-pm1-preview",
      });
    // Once each before the clock runs: files into the page cache, and the count of resources.
    const few = unchanged(await previewBaseline());
    const many = unchanged(await previewLocation());
    const timings = await measure(
      [
        { name: previews.baseline, run: previewBaseline },
        { name: previews.location, run: () => previewLocation() },
        {
          name: previews.withPolicies,
          run: () => previewLocation("--policy-pack", join(repositoryRoot, "policy")),
        },
      ],
      limits,
    );
    return { timings, moreResources: many - few };
  } finally {
    await baseline.remove();
  }
}

const configFile = ["--config-file", stackFilePath("pm1")] as const;

function unchanged(output: string): number {
  return Number(/(\d+) unchanged/.exec(output)?.[1] ?? 0);
}

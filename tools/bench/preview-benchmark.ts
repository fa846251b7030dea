import { join } from "node:path";

import { repositoryRoot } from "@moco-sandbox/world";

import { type Contender, measure, type Timings } from "./measure";
import { type BenchProgram, PreviewBackend } from "./preview-backend";
import { accountProgram, flatProgram, pm1Program, servicesProgram } from "./preview-programs";

/** A program, and the same resources registered flat. */
export interface PreviewComparison {
  readonly name: string;
  /** On the program's stack, components included. */
  readonly resources: number;
  readonly flatResources: number;
}

export interface PreviewResults {
  readonly comparisons: readonly PreviewComparison[];
  readonly timings: Timings;
  /** Milliseconds of first previews, where everything is to be made, by number of services. */
  readonly firstPreviews: Readonly<Record<number, number>>;
}

/** Names of the rows of a program's table. */
export const rowsOf = (name: string): Readonly<Record<"flat" | "ours" | "policies", string>> => ({
  flat: `${name}: the same resources, flat`,
  ours: name,
  policies: `${name} with the policy pack`,
});

const withPolicies = ["--policy-pack", join(repositoryRoot, "policy")] as const;

/** Previews on the real engine, with providers that imagine what they make: they need no machine. */
export async function benchPreviews(limits: {
  readonly rounds: number;
  readonly milliseconds: number;
}): Promise<PreviewResults> {
  const backend = await PreviewBackend.open();
  try {
    await backend.deploy(accountProgram());
    const prepared = [
      await prepare(backend, "pm1", pm1Program()),
      await prepare(backend, "30 services", servicesProgram(30, backend.folder)),
    ];
    const contenders = prepared.flatMap((each) => each.contenders);
    // Once each before the clock runs: files into the page cache, bundles into theirs.
    for (const { run } of contenders) await run();
    const first = await firstPreviews(backend, [30, 300]);
    const until = Date.now() + limits.milliseconds;
    return {
      comparisons: prepared.map(({ comparison }) => comparison),
      timings: await measure(contenders, { rounds: limits.rounds, until }),
      firstPreviews: first,
    };
  } finally {
    backend.remove();
  }
}

async function prepare(
  backend: PreviewBackend,
  name: string,
  program: BenchProgram,
): Promise<{
  readonly comparison: PreviewComparison;
  readonly contenders: readonly Contender[];
}> {
  await backend.deploy(program);
  const resources = await backend.resources(program);
  const flat = flatProgram(program, resources, backend.folder);
  await backend.deploy(flat);
  const flatResources = await backend.resources(flat);
  const rows = rowsOf(name);
  const unchanged = "--expect-no-changes";
  return {
    comparison: { name, resources: resources.length, flatResources: flatResources.length },
    contenders: [
      { name: rows.flat, run: () => backend.preview(flat, unchanged) },
      { name: rows.ours, run: () => backend.preview(program, unchanged) },
      { name: rows.policies, run: () => backend.preview(program, unchanged, ...withPolicies) },
    ],
  };
}

async function firstPreviews(
  backend: PreviewBackend,
  counts: readonly number[],
): Promise<Readonly<Record<number, number>>> {
  const times: Record<number, number> = {};
  for (const count of counts) {
    const program = servicesProgram(count, backend.folder, "first");
    await backend.create(program);
    const start = performance.now();
    await backend.preview(program, ...withPolicies);
    times[count] = performance.now() - start;
  }
  return times;
}

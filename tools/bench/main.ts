import { existsSync, rmSync } from "node:fs";
import { dirname } from "node:path";

import { Argument, Command } from "commander";
import { withSshAgent } from "@moco-sandbox/commands/ssh-agent";
import { stackFilePath } from "@moco-sandbox/commands/stack-file";
import { ensureTools } from "@moco-sandbox/commands/tools";
import { bringUp } from "@moco-sandbox/commands/up";
import { type PulumiEngine, PulumiError, runPulumi } from "@moco-sandbox/toolchain/run-pulumi";

import { type BenchWorld, findBenchWorld } from "./bench-world";
import { median } from "./measure";
import {
  benchPreviews,
  type PreviewComparison,
  type PreviewResults,
  rowsOf,
} from "./preview-benchmark";
import { renderComparison } from "./render-results";
import { benchServices, deployments } from "./services-benchmark";

/*
 * `npm run bench`: prints ratios and asserts nothing, since a shared machine is no measuring device.
 * docs/benchmarks.md says what is compared.
 */

const benchmarks = ["previews", "services"] as const;

async function main(asked: string | undefined): Promise<void> {
  if (asked !== "services") await previews();
  if (asked !== "previews") await services();
}

async function previews(): Promise<void> {
  console.log("\nPreviews that change nothing: making the stacks first …");
  const results = await benchPreviews({ rounds: 7, milliseconds: 240_000 });
  for (const comparison of results.comparisons) {
    console.log(renderPreviews(comparison, results.timings));
  }
  const { 30: few = Number.NaN, 300: many = Number.NaN } = results.firstPreviews;
  console.log(
    `A first preview of 300 services takes ${(many / few).toFixed(1)} × as long as one of 30 (${seconds(many)}, ${seconds(few)}). Aim: 10 ×.`,
  );
}

function renderPreviews(
  { name, resources, flatResources }: PreviewComparison,
  timings: PreviewResults["timings"],
): string {
  const rows = rowsOf(name);
  const middle = (row: string): number => median(timings[row] ?? []);
  return renderComparison({
    title: `${String(resources)} resources, ${String(flatResources)} flat`,
    timings: Object.fromEntries(Object.values(rows).map((row) => [row, timings[row] ?? []])),
    baseline: rows.flat,
    aims: {
      [rows.ours]: { milliseconds: 1.15 * middle(rows.flat), text: "1.15 ×" },
      [rows.policies]: {
        milliseconds: middle(rows.ours) + 500 + resources,
        text: "0.5 s and 1 ms for each resource more than without",
      },
    },
  });
}

async function services(): Promise<void> {
  const engine = await runningSandbox();
  const world = findBenchWorld();
  try {
    await withSshAgent((agent) => deploy(engine, world, agent));
  } finally {
    rmSync(dirname(world.knownHosts), { recursive: true });
  }
}

async function deploy(
  engine: PulumiEngine,
  world: BenchWorld,
  agent: Readonly<Record<string, string>>,
): Promise<void> {
  console.log("\nTen small services on a ready guest …");
  const environment = { ...agent, BENCH_WORLD: JSON.stringify(world) };
  const timings = await benchServices(engine, world, environment, {
    rounds: 3,
    until: Date.now() + 150_000,
  });
  const plain = median(timings[deployments.oneByOne] ?? []);
  const parallel = median(timings[deployments.atOnce] ?? []);
  console.log(
    renderComparison({
      title: "ten services up and healthy",
      timings,
      baseline: deployments.oneByOne,
      aims: { [deployments.pulumi]: { milliseconds: 1.2 * plain, text: "1.2 ×" } },
    }),
  );
  const pulumi = median(timings[deployments.pulumi] ?? []);
  console.log(`To all files at once, pulumi up is ${(pulumi / parallel).toFixed(2)} ×.`);
}

/** The sandbox as it is, or brought up first: both measurements need its guests. */
async function runningSandbox(): Promise<PulumiEngine> {
  if (existsSync(stackFilePath("pm1"))) {
    const tools = await ensureTools(() => undefined);
    if (await isComplete(tools)) return tools;
  }
  console.log("The sandbox is not up: bringing it up first, which is not measured.");
  return (await bringUp()).tools;
}

/** True where a refreshed preview would change nothing: then every guest is there too. */
async function isComplete(engine: PulumiEngine): Promise<boolean> {
  try {
    await withSshAgent((environment) =>
      runPulumi(engine, {
        args: [
          ...["preview", "--stack", "pm1", "--config-file", stackFilePath("pm1")],
          ...["--non-interactive", "--refresh", "--expect-no-changes"],
        ],
        log: "bench-ready",
        environment,
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof PulumiError) return false;
    throw error;
  }
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1_000).toFixed(1)} s`;
}

const command = new Command("npm run bench --")
  .description(
    "Measures, as ratios: previews that change nothing, against the same resources registered flat; and ten " +
      "services put onto a ready guest, against plain Docker Compose. The first needs no machine; the second " +
      "uses the sandbox that is up, or brings one up first and leaves it up. Some ten minutes.",
  )
  .addArgument(new Argument("[benchmark]", "only this one").choices(benchmarks))
  .addHelpText(
    "after",
    "\nExample:\n  npm run bench -- previews\n\ndocs/benchmarks.md says what is compared.",
  )
  .showHelpAfterError('"npm run bench -- --help" shows how.')
  .action(main);

command.parseAsync().catch((error: unknown) => {
  console.error(error instanceof Error ? `\n${error.message}` : error);
  process.exitCode = 1;
});

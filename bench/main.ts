import { existsSync, rmSync } from "node:fs";
import { dirname } from "node:path";

import { Command } from "commander";
import { withSshAgent } from "@moco-sandbox/commands/ssh-agent";
import { stackFilePath } from "@moco-sandbox/commands/stack-file";
import { ensureTools } from "@moco-sandbox/commands/tools";
import { bringUp } from "@moco-sandbox/commands/up";
import { type PulumiEngine, PulumiError, runPulumi } from "@moco-sandbox/toolchain/run-pulumi";

import { type BenchWorld, findBenchWorld } from "./bench-world";
import { median } from "./measure";
import { benchPreviews, previews } from "./preview-benchmark";
import { type Comparison, renderComparison } from "./render-results";
import { benchServices, deployments } from "./services-benchmark";

/*
 * `npm run bench`: prints ratios and asserts nothing, since a shared machine is no measuring device.
 * docs/benchmarks.md says what is compared.
 */

const rounds = { previews: 7, services: 3 };
const budgetMilliseconds = { previews: 150_000, services: 150_000 };

async function main(): Promise<void> {
  const engine = await runningSandbox();
  const world = await findBenchWorld(engine);
  try {
    await withSshAgent((agent) => compare(engine, world, agent));
  } finally {
    rmSync(dirname(world.knownHosts), { recursive: true });
  }
}

async function compare(
  engine: PulumiEngine,
  world: BenchWorld,
  agent: Readonly<Record<string, string>>,
): Promise<void> {
  const environment = { ...agent, BENCH_WORLD: JSON.stringify(world) };
  console.log("\nPreviews that change nothing …");
  const { timings, moreResources } = await benchPreviews(engine, environment, {
    rounds: rounds.previews,
    until: Date.now() + budgetMilliseconds.previews,
  });
  const base = median(timings[previews.baseline] ?? []);
  const aim = {
    milliseconds: 1.3 * base + 2 * moreResources,
    text: `1.3 × and 2 ms for each of ${String(moreResources)} more resources`,
  };
  print({
    title: "preview without changes",
    timings,
    baseline: previews.baseline,
    aims: { [previews.location]: aim },
  });

  console.log("\nTen small services on a ready guest …");
  const services = await benchServices(engine, world, environment, {
    rounds: rounds.services,
    until: Date.now() + budgetMilliseconds.services,
  });
  const plain = median(services[deployments.oneByOne] ?? []);
  const parallel = median(services[deployments.atOnce] ?? []);
  print({
    title: "ten services up and healthy",
    timings: services,
    baseline: deployments.oneByOne,
    aims: { [deployments.pulumi]: { milliseconds: 1.2 * plain, text: "1.2 ×" } },
  });
  const pulumi = median(services[deployments.pulumi] ?? []);
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

function print(comparison: Comparison): void {
  console.log(renderComparison(comparison));
}

const command = new Command("npm run bench --")
  .description(
    "Measures, as ratios: a preview that changes nothing, and ten services put onto a ready guest. " +
      "Uses the sandbox that is up, or brings one up first and leaves it up. Some six minutes.",
  )
  .addHelpText("after", "\nExample:\n  npm run bench\n\ndocs/benchmarks.md says what is compared.")
  .showHelpAfterError('"npm run bench -- --help" shows how.')
  .action(main);

command.parseAsync().catch((error: unknown) => {
  console.error(error instanceof Error ? `\n${error.message}` : error);
  process.exitCode = 1;
});

import execa from "execa";
import { providerPlugins } from "@moco-sandbox/commands/provider-plugins";
import { bundlePlugins } from "@moco-sandbox/toolchain/bundle-plugins";
import { prepareEngineEnvironment } from "@moco-sandbox/toolchain/engine-environment";
import { ensureEngine } from "@moco-sandbox/toolchain/ensure-engine";

/** What a person would have seen of a run, and what a program reads of it. */
export interface EngineRun {
  readonly exitCode: number;
  /** Standard output and standard error as they came. */
  readonly output: string;
  readonly stdout: string;
}

/** Runs the CLI in the folder of its state. */
export type RunEngine = (
  args: readonly string[],
  environment?: Readonly<Record<string, string>>,
) => Promise<EngineRun>;

/**
 * What an operator's shell has, so that `pulumi` is the engine of the tests; its state is in the folder. With
 * `"stand-ins"` no plugin that the user has installed takes a stand-in's place.
 */
export async function engineShell(
  folder: string,
  only?: "stand-ins",
): Promise<{ readonly pulumi: string; readonly env: Readonly<Record<string, string>> }> {
  const found = await ensureEngine(() => undefined);
  const engine = only === undefined ? found : { ...found, origin: "installed" as const };
  const plugins = await bundlePlugins(providerPlugins);
  return prepareEngineEnvironment(engine, plugins, folder);
}

/** The real engine with stand-ins for providers, its state and its Pulumi.yaml in one folder. */
export async function engineIn(folder: string, only?: "stand-ins"): Promise<RunEngine> {
  const { pulumi, env } = await engineShell(folder, only);
  return async (args, environment = {}) => {
    const run = await execa(pulumi, ["--non-interactive", "--color=never", ...args], {
      cwd: folder,
      env: { ...env, ...environment },
      extendEnv: false,
      reject: false,
      all: true,
    });
    return { exitCode: run.exitCode, output: String(run.all), stdout: run.stdout };
  };
}

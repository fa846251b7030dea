import { ensurePrograms } from "@moco-sandbox/computer/ensure-programs";
import { bundlePlugins } from "@moco-sandbox/toolchain/bundle-plugins";
import { prepareEngineEnvironment } from "@moco-sandbox/toolchain/engine-environment";
import { ensureEngine } from "@moco-sandbox/toolchain/ensure-engine";
import type { PulumiEngine } from "@moco-sandbox/toolchain/run-pulumi";
import { stateDirectory } from "@moco-sandbox/world";
import type { Report } from "@moco-sandbox/world/report";

import { providerPlugins } from "./provider-plugins";

/** The engine with everything it needs, and in words what that is. */
export interface Tools extends PulumiEngine {
  readonly description: readonly string[];
}

/** Finds or makes the Pulumi engine, its language host and the provider plugins. */
export async function ensureTools(report: Report): Promise<Tools> {
  // Host keys, the operator's key, its agent, and the way to guests.
  await ensurePrograms(["ssh", "ssh-add", "ssh-agent", "ssh-keygen"], "SSH", report);
  const [engine, plugins] = await Promise.all([
    ensureEngine(report),
    bundlePlugins(providerPlugins),
  ]);
  const { pulumi, env, description } = prepareEngineEnvironment(engine, plugins, stateDirectory);
  return { executable: pulumi, environment: env, description };
}

import { ensurePrograms } from "../docker/ensure-programs";
import { bundlePlugins } from "../engine/bundle-plugins";
import { prepareEngineEnvironment } from "../engine/engine-environment";
import { ensureEngine } from "../engine/ensure-engine";
import type { Report } from "../phases";
import type { PulumiEngine } from "../pulumi/run-pulumi";
import { stateDirectory } from "../world";

/** The engine with everything it needs, and in words what that is. */
export interface Tools extends PulumiEngine {
  readonly description: readonly string[];
}

/** Finds or makes the Pulumi engine, its language host and the provider plugins. */
export async function ensureTools(report: Report): Promise<Tools> {
  // Host keys, the operator's key, its agent, and the way to guests.
  await ensurePrograms(["ssh", "ssh-add", "ssh-agent", "ssh-keygen"], "SSH", report);
  const engine = await ensureEngine(report);
  const plugins = await bundlePlugins();
  const { pulumi, env, description } = prepareEngineEnvironment(engine, plugins, stateDirectory);
  return { executable: pulumi, environment: env, description };
}

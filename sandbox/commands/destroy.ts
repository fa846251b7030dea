import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";

import { removeEdge } from "../cloudflare/ensure-edge";
import { withSshAgent } from "../configuration/ssh-agent";
import { dockerIsReachable } from "../docker/docker-is-reachable";
import { removeWorldNetwork } from "../docker/world-network";
import { removeRegistry } from "../images/ensure-registry";
import { inspect } from "../machines/docker-command";
import { removeNode } from "../machines/node";
import { stopManagementConnector } from "../machines/bootstrap-node";
import { type Phase, runPhases } from "../phases";
import { destroyStack, stateFile, type StackName } from "../pulumi/stack";
import { edge, nodeContainer, stateDirectory } from "../world";
import { ensureTools, type Tools } from "./tools";

export interface DestroyOptions {
  /** Only this stack; the world stays. */
  readonly stack?: StackName;
  /** Does not ask the engine: removes the machines under it, and the state. */
  readonly force?: boolean;
}

/**
 * Takes everything down in the order that works: services and guests while there is a way to them, the
 * management connector, the account, and then the world. Caches and images stay for the next run.
 */
export async function destroy({ stack, force = false }: DestroyOptions = {}): Promise<void> {
  if (!(await dockerIsReachable())) {
    console.log("There is no Docker engine, so there is nothing to destroy.");
    return;
  }
  const stacks = force ? [] : await deployedStacks(stack);
  await runPhases([...stacks, ...(stack === undefined ? [worldPhase()] : [])]);
}

async function deployedStacks(only: StackName | undefined): Promise<readonly Phase[]> {
  const alive = (await inspect("container", edge.container, "{{.Id}}")) !== undefined;
  if (!alive) return [];
  let tools: Tools | undefined;
  const engine = async (): Promise<Tools> => (tools ??= await ensureTools(() => undefined));
  const phases: Phase[] = [];
  if (only !== "account" && (await stackExists("pm1"))) {
    phases.push({
      title: "stack pm1",
      run: async (report) => {
        const running = await engine();
        await withSshAgent((env) => destroyStack(running, "pm1", env, report));
        return undefined;
      },
    });
  }
  if (only !== "pm1" && (await stackExists("account"))) {
    phases.push({
      title: "stack account",
      run: async (report) => {
        // Its tunnel cannot be deleted while the node is connected to it.
        await stopManagementConnector("pm1");
        await destroyStack(await engine(), "account", {}, report);
        return undefined;
      },
    });
  }
  return phases;
}

async function stackExists(stack: StackName): Promise<boolean> {
  const node = await inspect("container", nodeContainer("pm1"), "{{.Id}}");
  return existsSync(stateFile(stack)) && (stack === "account" || node !== undefined);
}

function worldPhase(): Phase {
  return {
    title: "the world",
    run: async () => {
      await removeNode("pm1");
      await removeEdge();
      await removeRegistry();
      await removeWorldNetwork();
      rmSync(join(stateDirectory, "pulumi"), { recursive: true, force: true });
      rmSync(join(stateDirectory, "config"), { recursive: true, force: true });
      return undefined;
    },
  };
}

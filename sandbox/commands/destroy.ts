import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

import { removeEdge } from "@moco-sandbox/cloudflare/ensure-edge";
import { dockerIsUsable } from "@moco-sandbox/computer/docker-client";
import { removeWorldNetwork } from "@moco-sandbox/computer/world-network";
import { checkOwner } from "@moco-sandbox/computer/world-owner";
import { removeRegistry } from "@moco-sandbox/images/ensure-registry";
import { stopManagementConnector } from "@moco-sandbox/proxmox/bootstrap-node";
import { type NodeName, removeNode } from "@moco-sandbox/proxmox/node";
import { releaseStaleLock } from "@moco-sandbox/toolchain/stale-lock";
import { edge, nodeContainer, stateDirectory, wan } from "@moco-sandbox/world";
import { inspect } from "@moco-sandbox/world/docker-command";

import { withSshAgent } from "./configuration/ssh-agent";
import { stackFilePath } from "./configuration/stack-file";
import { type Phase, runPhases } from "./phases";
import { destroyStack, stateFile, type StackName } from "./stack";
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
  if (force && stack !== undefined) {
    throw new Error(
      `destroy: --force removes everything, got only ${stack}. Leave out one of them.`,
    );
  }
  if (!(await dockerIsUsable())) {
    console.log("There is no Docker engine, so there is nothing to destroy.");
    return;
  }
  if (!force) await checkOwner("remove");
  if (stack === "account" && hasResources("pm1")) {
    throw new Error(
      'stack account: must outlive pm1, which is reached through it, and pm1 is still there. Run "npm run sandbox -- destroy pm1" first.',
    );
  }
  const stacks = force ? [] : await deployedStacks(stack);
  if (stack !== undefined && stacks.length === 0) {
    console.log(`Stack ${stack} is not deployed, so there is nothing to destroy.`);
    return;
  }
  try {
    await runPhases([...stacks, ...(stack === undefined ? [worldPhase()] : [])]);
  } catch (error) {
    if (stacks.length > 0) {
      console.error('\nTo remove the machines all the same: "npm run sandbox -- destroy --force".');
    }
    throw error;
  }
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
        await releaseStaleLock(running, "pm1");
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
        await stopManagementConnector("pm1", stackFilePath("pm1"));
        const running = await engine();
        await releaseStaleLock(running, "account");
        await destroyStack(running, "account", {}, report);
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

function hasResources(stack: StackName): boolean {
  return existsSync(stateFile(stack)) && readFileSync(stateFile(stack), "utf8").includes('"urn":');
}

function worldPhase(): Phase {
  return {
    title: "the world",
    run: async () => {
      // An interrupted test may have left the second one, and the network cannot go before it.
      for (const node of Object.keys(wan.nodes) as NodeName[]) await removeNode(node);
      await removeEdge();
      await removeRegistry();
      await removeWorldNetwork();
      for (const folder of ["pulumi", "config", "artifacts"]) {
        rmSync(join(stateDirectory, folder), { recursive: true, force: true });
      }
      return undefined;
    },
  };
}

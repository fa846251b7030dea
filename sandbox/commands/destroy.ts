import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

import { removeEdge } from "@moco-sandbox/cloudflare/ensure-edge";
import { dockerIsUsable } from "@moco-sandbox/computer/docker-client";
import { removeWorldNetwork } from "@moco-sandbox/computer/world-network";
import { checkOwner } from "@moco-sandbox/computer/world-owner";
import { removeRegistry } from "@moco-sandbox/images/ensure-registry";
import { stopManagementConnector } from "@moco-sandbox/proxmox/bootstrap-node";
import { removeNodes } from "@moco-sandbox/proxmox/node";
import { releaseStaleLock } from "@moco-sandbox/toolchain/stale-lock";
import { edge, nodeContainer, stateDirectory } from "@moco-sandbox/world";
import { inspect } from "@moco-sandbox/world/docker-command";

import { withSshAgent } from "./configuration/ssh-agent";
import { sandboxLocations } from "./configuration/sandbox-location";
import { stackFilePath } from "./configuration/stack-file";
import { type Phase, runPhases } from "./phases";
import { destroyStack, stateFile } from "./stack";
import { allStacks, locationsOf } from "../../stacks/stack-names";
import { ensureTools, type Tools } from "./tools";

export interface DestroyOptions {
  /** Only this stack; the world stays. */
  readonly stack?: string;
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
  const [reached] = stack === "account" ? locationsOf(allStacks).filter(hasResources) : [];
  if (reached !== undefined) {
    throw new Error(
      `stack account: must outlive ${reached}, which is reached through it, and ${reached} is still there. Run "npm run sandbox -- destroy ${reached}" first.`,
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

async function deployedStacks(only: string | undefined): Promise<readonly Phase[]> {
  const alive = (await inspect("container", edge.container, "{{.Id}}")) !== undefined;
  if (!alive) return [];
  let tools: Tools | undefined;
  const engine = async (): Promise<Tools> => (tools ??= await ensureTools(() => undefined));
  const phases: Phase[] = [];
  const locations = [...sandboxLocations()].reverse();
  for (const { name, node } of locations) {
    if ((only !== undefined && only !== name) || !(await locationExists(name, node.name))) continue;
    phases.push({
      title: `stack ${name}`,
      run: async (report) => {
        const running = await engine();
        await releaseStaleLock(running, name);
        await withSshAgent((env) => destroyStack(running, name, env, report));
        return undefined;
      },
    });
  }
  if ((only === undefined || only === "account") && existsSync(stateFile("account"))) {
    phases.push({
      title: "stack account",
      run: async (report) => {
        // Its tunnels cannot be deleted while nodes are connected to them.
        for (const { name } of locations) {
          const file = stackFilePath(name);
          if (existsSync(file)) await stopManagementConnector(name, file);
        }
        const running = await engine();
        await releaseStaleLock(running, "account");
        await destroyStack(running, "account", {}, report);
        return undefined;
      },
    });
  }
  return phases;
}

async function locationExists(stack: string, node: string): Promise<boolean> {
  if (!existsSync(stateFile(stack))) return false;
  return (await inspect("container", nodeContainer(node), "{{.Id}}")) !== undefined;
}

function hasResources(stack: string): boolean {
  return existsSync(stateFile(stack)) && readFileSync(stateFile(stack), "utf8").includes('"urn":');
}

function worldPhase(): Phase {
  return {
    title: "the world",
    run: async () => {
      // An interrupted test may have left one of its own, and the network cannot go before it.
      await removeNodes();
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

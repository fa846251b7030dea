import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

import execa from "execa";
import { type PulumiEngine, runPulumi } from "@moco-sandbox/toolchain/run-pulumi";
import { repositoryRoot, stateDirectory } from "@moco-sandbox/world";
import type { Report } from "@moco-sandbox/world/report";

import { stackFilePath } from "./configuration/stack-file";

const policyPack = join(repositoryRoot, "policy");

/** Makes the stack in the local backend where it is missing; does nothing where it is there. */
export async function ensureStack(engine: PulumiEngine, stack: string): Promise<void> {
  if (existsSync(stateFile(stack))) return;
  // `stack init` knows no --config-file and writes beside Pulumi.yaml: let that be a copy.
  const directory = join(stateDirectory, "pulumi", "init");
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, "Pulumi.yaml"), "name: moco-infra\nruntime: nodejs\n");
  await runPulumi(engine, {
    args: ["stack", "init", stack, "--no-select", "--non-interactive"],
    log: `init-${stack}`,
    directory,
  });
}

/** Deploys a stack, policies enforced; what was broken by hand since is found first, and mended. */
export async function deployStack(
  engine: PulumiEngine,
  stack: string,
  environment: Readonly<Record<string, string>>,
  report?: Report,
  more: readonly string[] = [],
): Promise<string> {
  const run = { log: `up-${stack}`, environment, ...(report === undefined ? {} : { report }) };
  if (stack !== "account") await refreshMachines(engine, stack, environment);
  return runPulumi(engine, {
    ...run,
    args: [
      "up",
      ...of(stack),
      "--yes",
      "--skip-preview",
      ...(stack === "account" ? ["--refresh"] : []),
      ...ourPolicies(more),
      ...more,
    ],
  });
}

/**
 * Asks Proxmox alone what is still there. A refresh of everything would ask the Docker engine of a guest
 * that is gone, and fail; a guest that is found missing is made again by the `up` that follows.
 */
export async function refreshMachines(
  engine: PulumiEngine,
  stack: string,
  environment: Readonly<Record<string, string>>,
): Promise<void> {
  if (!hasResources(stack)) return;
  await runPulumi(engine, {
    args: ["refresh", ...of(stack), "--yes", "--skip-preview", "--target", "**proxmoxve:**"],
    log: `refresh-${stack}`,
    environment,
  });
}

function hasResources(stack: string): boolean {
  return (
    existsSync(stateFile(stack)) && readFileSync(stateFile(stack), "utf8").includes("proxmoxve:")
  );
}

/** Shows what a deployment would change, policies enforced. */
export async function previewStack(
  engine: PulumiEngine,
  stack: string,
  environment: Readonly<Record<string, string>>,
  more: readonly string[] = [],
): Promise<string> {
  return runPulumi(engine, {
    args: ["preview", ...of(stack), ...ourPolicies(more), ...more],
    log: `preview-${stack}`,
    environment,
  });
}

/** Removes everything a stack has made; the stack itself stays, empty. */
export async function destroyStack(
  engine: PulumiEngine,
  stack: string,
  environment: Readonly<Record<string, string>>,
  report?: Report,
): Promise<string> {
  return runPulumi(engine, {
    args: ["destroy", ...of(stack), "--yes", "--skip-preview"],
    log: `destroy-${stack}`,
    environment,
    ...(report === undefined ? {} : { report }),
  });
}

/** One output of a stack in plain text, never logged; `undefined` where there is none. */
export async function stackOutput(
  engine: PulumiEngine,
  stack: string,
  name: string,
): Promise<unknown> {
  if (!existsSync(stateFile(stack))) return undefined;
  const args = ["stack", "output", "--json", "--show-secrets", "--stack", stack];
  const { stdout } = await execa(engine.executable, args, {
    cwd: repositoryRoot,
    env: engine.environment,
    extendEnv: false,
    stdin: "ignore",
  });
  return (JSON.parse(stdout) as Readonly<Record<string, unknown>>)[name];
}

/** Our policies are always asked, and once: also where the same pack is named by hand. */
export function ourPolicies(more: readonly string[]): readonly string[] {
  const named = more.map((word, index) =>
    word === "--policy-pack" ? more[index + 1] : /^--policy-pack=(.*)$/.exec(word)?.[1],
  );
  const isNamed = named.some(
    (path) => path !== undefined && resolve(repositoryRoot, path) === policyPack,
  );
  return isNamed ? [] : ["--policy-pack", policyPack];
}

function of(stack: string): readonly string[] {
  return ["--stack", stack, "--non-interactive", ...configFile(stack)];
}

function configFile(stack: string): readonly string[] {
  return ["--config-file", stackFilePath(stack)];
}

/** Where the local backend keeps a stack's state. */
export function stateFile(stack: string): string {
  return join(stateDirectory, "pulumi/backend/.pulumi/stacks/moco-infra", `${stack}.json`);
}

import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

import { nameAndType } from "@moco-sandbox/provider-framework/operations";
import { type PulumiEngine, runPulumi } from "@moco-sandbox/toolchain/run-pulumi";
import { refuseHeld } from "@moco-sandbox/toolchain/stale-lock";
import { stateDirectory } from "@moco-sandbox/world";

import { stateFile } from "./stack";

/** The state of a stack, as far as it matters here. */
interface State {
  readonly checkpoint?: {
    readonly latest?: {
      readonly pending_operations?: readonly {
        readonly type: string;
        readonly resource: { readonly urn: string };
      }[];
    } | null;
  };
}

/** What was being made when a run was killed, by stack: URNs. */
export type Interrupted = Readonly<Record<string, readonly string[]>>;

/**
 * Refuses stacks that a run still works on, and those whose last run was killed while it was making
 * something: the engine does not know whether that was made, and would say so in the middle of a
 * deployment. What was being changed or deleted is simply done again.
 */
export function refuseInterrupted(stacks: readonly string[]): void {
  for (const stack of stacks) refuseHeld(stack);
  const interrupted = findInterrupted(stacks);
  if (Object.keys(interrupted).length > 0) throw new Error(describeInterrupted(interrupted));
}

/** Those of these stacks whose last run was killed while it was making something. */
export function findInterrupted(stacks: readonly string[]): Interrupted {
  return Object.fromEntries(
    stacks
      .map((stack) => [stack, pendingCreatesOf(stack)] as const)
      .filter(([, urns]) => urns.length > 0),
  );
}

function pendingCreatesOf(stack: string): readonly string[] {
  const file = stateFile(stack);
  return existsSync(file) ? parsePendingCreates(readFileSync(file, "utf8")) : [];
}

/** URNs of what a state says was being made when its run ended. */
export function parsePendingCreates(state: string): readonly string[] {
  const { checkpoint } = JSON.parse(state) as State;
  const creates = (checkpoint?.latest?.pending_operations ?? []).filter(
    ({ type }) => type === "creating",
  );
  return [...new Set(creates.map(({ resource }) => resource.urn))];
}

/** What to tell whoever finds stacks whose last run was killed. */
export function describeInterrupted(interrupted: Interrupted): string {
  const lines = Object.entries(interrupted).flatMap(([stack, urns]) => [
    `stack ${stack}: the last run was killed while it was making this, and nobody knows whether it was made:`,
    ...urns.map((urn) => `  ${nameAndType(urn).name} (${nameAndType(urn).type})`),
  ]);
  return [
    ...lines,
    'To forget it and go on: "npm run sandbox -- up --clear-pending-creates".',
    'Should something be refused then because it exists already: "npm run sandbox -- destroy --force", and up again.',
  ].join("\n");
}

/** Takes what was being made out of the state. It asks no provider, so it works while machines are down. */
export async function forgetPendingCreates(engine: PulumiEngine, stack: string): Promise<void> {
  if (pendingCreatesOf(stack).length === 0) return;
  const folder = mkdtempSync(join(stateDirectory, "pulumi", "forget-"));
  const file = join(folder, "state.json");
  const run = { log: `forget-${stack}`, directory: join(stateDirectory, "pulumi", "init") };
  try {
    await runPulumi(engine, {
      ...run,
      args: ["stack", "export", "--stack", stack, "--file", file],
    });
    // The engine drops pending operations from every state that it imports.
    await runPulumi(engine, {
      ...run,
      args: ["stack", "import", "--stack", stack, "--file", file],
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

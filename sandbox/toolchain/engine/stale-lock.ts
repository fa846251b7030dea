import { existsSync, readdirSync, readFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";

import { stateDirectory } from "@moco-sandbox/world";

import { type PulumiEngine, runPulumi } from "./run-pulumi";

/** Who holds a stack, as the engine's local backend writes it down. */
export interface Lock {
  readonly pid: number;
  readonly hostname: string;
  readonly timestamp: string;
}

/** Where the engine's local backend keeps a stack's locks. */
export function lockFolder(stack: string): string {
  const locks = join(stateDirectory, "pulumi", "backend", ".pulumi", "locks");
  return join(locks, "organization", "moco-infra", stack);
}

/**
 * Frees a stack that an interrupted run left locked. The state is this machine's alone, so a lock whose
 * process is gone belongs to nobody; one whose process lives is left, and the run is refused.
 */
export async function releaseStaleLock(engine: PulumiEngine, stack: string): Promise<void> {
  refuseHeld(stack);
  if (readLocks(lockFolder(stack)).length === 0) return;
  await runPulumi(engine, {
    args: ["cancel", "--stack", stack, "--yes", "--non-interactive"],
    log: `cancel-${stack}`,
  });
}

/** Throws where another run, alive as far as can be told, holds the stack. */
export function refuseHeld(stack: string): void {
  const folder = lockFolder(stack);
  const held = readLocks(folder).find(
    (lock) => lock.hostname !== hostname() || isEngineAlive(lock.pid),
  );
  if (held !== undefined) throw new Error(describeLock(stack, held, folder));
}

/** What to tell whoever finds a stack held by a run that may still go on. */
export function describeLock(stack: string, lock: Lock, folder: string): string {
  const holder = `process ${String(lock.pid)} on ${lock.hostname} since ${lock.timestamp}`;
  return `stack ${stack}: must not be held by another run, got ${holder}. Wait for it or end it and run again; where it is gone for certain, remove ${folder}.`;
}

/** Locks in a folder of the backend; `.attrs` files beside them are the backend's own. */
export function readLocks(folder: string): readonly Lock[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")) as Lock);
}

/** A number is given to another process sooner or later: only an engine can hold a lock. */
function isEngineAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  const command = `/proc/${String(pid)}/comm`;
  return !existsSync(command) || readFileSync(command, "utf8").includes("pulumi");
}

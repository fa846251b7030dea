import execa from "execa";
import { nodeContainer } from "@moco-sandbox/world";

const waiting = new Map<string, Promise<unknown>>();

/**
 * Runs one thing after another on a node, across all processes: the engine calls handlers in parallel,
 * and two stacks may be up at a time. The lock is a process in the node and ends with our own.
 */
export async function withNodeLock<T>(node: string, run: () => Promise<T>): Promise<T> {
  const turn = (waiting.get(node) ?? Promise.resolve()).then(() => lockAndRun(node, run));
  waiting.set(
    node,
    turn.catch(() => undefined),
  );
  return turn;
}

async function lockAndRun<T>(node: string, run: () => Promise<T>): Promise<T> {
  const holder = execa("docker", [
    "exec",
    "-i",
    nodeContainer(node),
    "flock",
    "--wait",
    "120",
    "/run/lock/pve-standin",
    "sh",
    "-c",
    "echo held; cat >/dev/null",
  ]);
  try {
    await new Promise<void>((resolve, reject) => {
      holder.stdout?.once("data", () => {
        resolve();
      });
      holder.catch((error: unknown) => {
        const words = (error as { stderr?: string }).stderr?.trim() ?? "";
        reject(new Error(`node ${node}: cannot be locked: ${words || "gave up after 120 s"}`));
      });
    });
    return await run();
  } finally {
    holder.stdin?.end();
    await holder.catch(() => undefined);
  }
}

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import execa from "execa";

import { ensureOperatorKey } from "./operator-key";

/** Runs an SSH agent that holds the operator's key while `use` runs, as an operator's own would. */
export async function withSshAgent<Result>(
  use: (environment: Readonly<Record<string, string>>) => Promise<Result>,
): Promise<Result> {
  const { privateKeyPath } = await ensureOperatorKey();
  // In the system's temporary directory: a socket's path may have 107 characters at most.
  const directory = mkdtempSync(join(tmpdir(), "moco-agent-"));
  const environment = { SSH_AUTH_SOCK: join(directory, "agent.sock") };
  const agent = execa("ssh-agent", ["-D", "-a", environment.SSH_AUTH_SOCK], { stdio: "ignore" });
  agent.catch(() => undefined);
  try {
    await addKey(privateKeyPath, environment);
    return await use(environment);
  } finally {
    agent.kill("SIGTERM");
    rmSync(directory, { recursive: true, force: true });
  }
}

/** The agent needs a moment until it listens. */
async function addKey(path: string, environment: Readonly<Record<string, string>>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const { exitCode, stderr } = await execa("ssh-add", ["-q", path], {
      env: environment,
      reject: false,
    });
    if (exitCode === 0) return;
    if (attempt === 50) throw new Error(`ssh-add could not give the key to the agent: ${stderr}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

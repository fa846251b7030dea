import execa from "execa";

import { withSshAgent } from "./configuration/ssh-agent";
import { sshArguments } from "./guest-connection";

/** Logs in to a guest, or runs a command on it; its exit code becomes ours. */
export async function shell(guest: string, command: readonly string[]): Promise<void> {
  const args = [...sshArguments(guest), ...command];
  const { exitCode } = await withSshAgent((env) =>
    execa("ssh", args, { stdio: "inherit", env, reject: false }),
  );
  process.exitCode = exitCode;
}

/** Runs a command on a guest and gives what it printed. */
export async function onGuest(guest: string, command: string): Promise<string> {
  const { stdout } = await withSshAgent((env) =>
    execa("ssh", [...sshArguments(guest), command], { env, stdin: "ignore" }),
  );
  return stdout;
}

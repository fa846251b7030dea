import execa from "execa";

import { UserError } from "../../model/basics/user-error";
import { tokenFile } from "./node-spec";

export interface RunOverSshOptions {
  /** `root@<address>`, as `ssh` takes it. */
  readonly host: string;
  readonly script: string;
  /** Argument of the script; without one it prepares the node. */
  readonly only?: "--check" | "--remove" | undefined;
  /** Goes over standard input to a file that only root can read. */
  readonly tunnelToken?: string | undefined;
}

/** Runs the script on the node and returns what it printed: the new API token, or nothing. */
export async function runOverSsh(options: RunOverSshOptions): Promise<string> {
  const { host, script, only, tunnelToken } = options;
  if (tunnelToken !== undefined) {
    // A secret is not left on a machine that turns out to be another one.
    await ssh(host, "bash -s -- --check", script);
    await ssh(host, `umask 077 && cat > ${tokenFile}`, tunnelToken);
  }
  return ssh(host, only === undefined ? "bash -s" : `bash -s -- ${only}`, script);
}

async function ssh(host: string, command: string, input: string): Promise<string> {
  // Its standard error is the progress; a host key that is not known yet is asked about there.
  const result = await execa("ssh", [host, command], { input, reject: false, stderr: "inherit" });
  if (!result.failed) return result.stdout;
  // Without an exit code ssh was never started; the type does not say so.
  const code = typeof result.exitCode === "number" ? String(result.exitCode) : "none";
  throw new UserError(`${host}: ssh ended with exit code ${code}. See what it printed above.`);
}

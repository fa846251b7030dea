import execa from "execa";

import { UserError } from "../../components/shared/user-error";
import { tokenFile } from "./node-spec";

export interface RunOverSshOptions {
  /** `root@<address>`, as `ssh` takes it. */
  readonly host: string;
  readonly script: string;
  readonly remove: boolean;
  /** Goes over standard input to a file that only root can read. */
  readonly tunnelToken?: string | undefined;
}

/** Runs the script on the node and returns what it printed: the new API token, or nothing. */
export async function runOverSsh(options: RunOverSshOptions): Promise<string> {
  const { host, script, remove, tunnelToken } = options;
  if (tunnelToken !== undefined) {
    await ssh(host, `umask 077 && cat > ${tokenFile}`, tunnelToken);
  }
  return ssh(host, remove ? "bash -s -- --remove" : "bash -s", script);
}

async function ssh(host: string, command: string, input: string): Promise<string> {
  // Its standard error is the progress; a host key that is not known yet is asked about there.
  const result = await execa("ssh", [host, command], { input, reject: false, stderr: "inherit" });
  if (!result.failed) return result.stdout;
  // Without an exit code ssh was never started; the type does not say so.
  const code = typeof result.exitCode === "number" ? String(result.exitCode) : "none";
  throw new UserError(`${host}: ssh ended with exit code ${code}. See its last words above.`);
}

import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import execa from "execa";
import { stateDirectory } from "@moco-sandbox/world";

/** The key that the sandbox's operator logs in with: made once, never leaves the state directory. */
export interface OperatorKey {
  readonly privateKeyPath: string;
  readonly publicKey: string;
}

export async function ensureOperatorKey(): Promise<OperatorKey> {
  const directory = join(stateDirectory, "ssh");
  const privateKeyPath = join(directory, "operator");
  if (!existsSync(privateKeyPath)) {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const options = ["-q", "-t", "ed25519", "-N", "", "-C", "operator", "-f", privateKeyPath];
    await execa("ssh-keygen", options);
  }
  return { privateKeyPath, publicKey: readFileSync(`${privateKeyPath}.pub`, "utf8").trim() };
}

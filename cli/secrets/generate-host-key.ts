import execa from "execa";
import { rmSync } from "node:fs";
import { access, constants, mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A host key as sshd reads it. */
export interface HostKey {
  /** OpenSSH format, with the line feed at its end that sshd insists on. */
  readonly privateKey: string;
  /** `ssh-ed25519 AAAA…`, without comment: what connections are pinned to. */
  readonly publicKey: string;
}

/** Makes an ed25519 host key; its files exist for a moment in a folder that only we can read. */
export async function generateHostKey(guest: string): Promise<HostKey> {
  const directory = await mkdtemp(join(await memoryDirectory(), "host-key-"));
  // `finally` does not run when a signal ends the process.
  const clean = (): void => {
    rmSync(directory, { recursive: true, force: true });
  };
  process.once("exit", clean);
  try {
    const file = join(directory, "key");
    await execa("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", guest, "-f", file]);
    const publicKey = await readFile(`${file}.pub`, "utf8");
    return {
      privateKey: await readFile(file, "utf8"),
      publicKey: publicKey.trim().split(" ").slice(0, 2).join(" "),
    };
  } finally {
    process.removeListener("exit", clean);
    clean();
  }
}

/** A folder that never reaches a disk, where the system has one. */
async function memoryDirectory(): Promise<string> {
  const runtime = process.env["XDG_RUNTIME_DIR"];
  return runtime !== undefined && (await isWritable(runtime)) ? runtime : tmpdir();
}

async function isWritable(path: string): Promise<boolean> {
  return access(path, constants.W_OK).then(
    () => true,
    () => false,
  );
}

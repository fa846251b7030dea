import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import execa from "execa";

import type { SshConfig } from "./provider-config";

const options = [
  // The real provider takes any host key it has not seen before.
  "StrictHostKeyChecking=no",
  "UserKnownHostsFile=/dev/null",
  "LogLevel=ERROR",
  "BatchMode=yes",
  "ConnectTimeout=10",
].flatMap((option) => ["-o", option]);

/** Where a node's sshd is. */
export interface SshPlace {
  readonly address: string;
  readonly port: number;
}

/**
 * Puts a file on a node as the provider does: `sudo tee` writes it as root, and then the login user, without
 * sudo, opens it in a new SFTP session to see whether all of it is there.
 */
export async function uploadOverSsh(
  ssh: SshConfig,
  place: SshPlace,
  path: string,
  data: string,
): Promise<void> {
  const target = `${ssh.username}@${place.address}`;
  const written = await execa(
    "ssh",
    [...options, "-p", String(place.port), target, `sudo -n /usr/bin/tee ${path} >/dev/null`],
    { input: data, ...settingsOf(ssh) },
  );
  if (written.exitCode !== 0) {
    throw new Error(
      `proxmoxve: ${path} cannot be uploaded to ${target} over SSH: ${written.stderr.trim()}. Look whether ssh-agent holds an authorized key (ssh-add -L) and whether that user may sudo tee there.`,
    );
  }
  const bytes = await bytesSeen(ssh, place, path);
  const expected = Buffer.byteLength(data);
  if (bytes !== expected) {
    throw new Error(
      `proxmoxve: failed to upload file ${path}: uploaded ${String(bytes)} bytes, expected ${String(expected)} bytes. Look whether the storage is full.`,
    );
  }
}

async function bytesSeen(ssh: SshConfig, place: SshPlace, path: string): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "sftp-"));
  try {
    const copy = join(folder, "copy");
    const target = `${ssh.username}@${place.address}`;
    const read = await execa(
      "sftp",
      [...options, "-q", "-b", "-", "-P", String(place.port), target],
      { input: `get ${path} ${copy}\n`, ...settingsOf(ssh) },
    );
    if (read.exitCode !== 0) {
      throw new Error(
        `proxmoxve: failed to open remote file ${path} as ${ssh.username}: ${read.stderr.trim()} The file is there and the state does not know it. Let that user through its folder: npm run bootstrap.`,
      );
    }
    return (await readFile(copy)).byteLength;
  } finally {
    await rm(folder, { recursive: true });
  }
}

function settingsOf({ agentSocket }: SshConfig): execa.Options & { readonly reject: false } {
  return {
    reject: false,
    ...(agentSocket !== undefined && { env: { SSH_AUTH_SOCK: agentSocket } }),
  };
}

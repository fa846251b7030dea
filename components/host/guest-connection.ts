import type { types } from "@pulumi/command";

/** How a guest is reached over SSH: all of it known before the guest exists. */
export interface GuestConnection {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** The guest's public host key, `ssh-ed25519 AAAA…`: first contact is already pinned. */
  readonly hostKey: string;
}

/**
 * For `@pulumi/command`. The private key stays in the operator's SSH agent. A guest that does not answer is given up
 * after about two minutes: 18 tries of at most 5 seconds, and the provider's own pauses of up to 5 seconds between them.
 */
export function toCommandConnection(guest: GuestConnection): types.input.remote.ConnectionArgs {
  return { ...guest, dialErrorLimit: 18, perDialTimeout: 5 };
}

/** For the first command on a guest, which may only be booting: it is given twice the time. */
export function toBootingConnection(guest: GuestConnection): types.input.remote.ConnectionArgs {
  return { ...guest, dialErrorLimit: 36, perDialTimeout: 5 };
}

/** `ssh://ops@10.50.0.70:22`, for `@pulumi/docker` and `docker -H`. */
export function dockerHost({ host, port, user }: GuestConnection): string {
  return `ssh://${user}@${host}:${String(port)}`;
}

/** Options for every `ssh` that is run on our behalf: pinned host keys, no prompts, no endless waiting: 10 s for an answer, 60 s of silence. */
export function sshOptions(knownHostsPath: string): string[] {
  return [
    "-o",
    `UserKnownHostsFile=${knownHostsPath}`,
    "-o",
    "GlobalKnownHostsFile=/dev/null",
    "-o",
    "StrictHostKeyChecking=yes",
    "-o",
    "HostKeyAlgorithms=ssh-ed25519",
    "-o",
    "BatchMode=yes",
    "-o",
    "ConnectTimeout=10",
    "-o",
    "ServerAliveInterval=15",
    "-o",
    "ServerAliveCountMax=4",
  ];
}

/** A `known_hosts` file with exactly these hosts, sorted. */
export function renderKnownHosts(connections: readonly GuestConnection[]): string {
  return connections
    .map(({ host, port, hostKey }) => {
      const name = port === 22 ? host : `[${host}]:${String(port)}`;
      return `${name} ${hostKey}\n`;
    })
    .sort()
    .join("");
}

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
 * For `@pulumi/command`. The private key stays in the operator's SSH agent. A guest that was just
 * made takes its time to boot, hence many short attempts instead of the provider's ten long ones.
 */
export function toCommandConnection({
  host,
  port,
  user,
  hostKey,
}: GuestConnection): types.input.remote.ConnectionArgs {
  return { host, port, user, hostKey, dialErrorLimit: 60, perDialTimeout: 10 };
}

/** `ssh://ops@10.50.0.70:22`, for `@pulumi/docker` and `docker -H`. */
export function dockerHost({ host, port, user }: GuestConnection): string {
  return `ssh://${user}@${host}:${String(port)}`;
}

/** Options for every `ssh` that is run on our behalf: pinned host keys, no prompts, no endless waiting. */
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

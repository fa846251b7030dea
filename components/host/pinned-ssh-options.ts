import { type GuestConnection, renderKnownHosts, sshOptions } from "./guest-connection";

/**
 * Options for an `ssh` that takes this guest's host key and no other. The key is in the options
 * themselves: a file would belong to one checkout, where another stack of the same name writes its own,
 * and the next machine that works on the same state would not have it.
 */
export function pinnedSshOptions(guest: GuestConnection): string[] {
  const known = renderKnownHosts([guest]).trim();
  // ssh runs it itself, without a shell, and wants a whole path.
  return [...sshOptions("/dev/null"), "-o", `KnownHostsCommand=/usr/bin/env echo ${known}`];
}

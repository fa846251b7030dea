import { hostKeysOf } from "../facts/host-keys";
import { resourceType } from "../facts/resource-type";
import type { ResourceRule } from "./rule";

export const hostKeyPinned: ResourceRule = {
  name: "host-key-pinned",
  description: "Every SSH connection is held against a host key that was known before.",
  severity: "critical",
  remediationSteps:
    "Build the connection with toCommandConnection; npm run secrets makes the host keys.",
  types: [resourceType.remoteCommand, resourceType.remoteCopy, resourceType.remoteCopyFile],
  check: (resource) =>
    hostKeysOf(resource)
      .filter(({ hostKey }) => !publicKey.test(hostKey ?? ""))
      .map(({ path, hostKey }) => ({
        path,
        // A wrong value is not shown: the commonest mistake is the private half.
        problem: hostKey === undefined ? "is missing" : "must be a public SSH host key",
        fix: 'Write it as "ssh-ed25519 AAAA…", from the stack\'s configuration.',
      })),
};

const publicKey = /^(ssh-ed25519|ecdsa-sha2-nistp(256|384|521)|ssh-rsa) [A-Za-z0-9+/]+=*( .*)?$/;

import type { NodeSpec } from "./node-spec";

/**
 * Says the node's host keys as lines of known_hosts, for the variable NODE_KNOWN_HOSTS of the deploying
 * repository: over the network nobody could tell them from another machine's.
 */
export function renderHostKeys({ management }: NodeSpec): string {
  return `say_host_keys() {
  local file
  for file in /etc/ssh/ssh_host_*_key.pub; do
    [ -e "$file" ] || continue
    echo "NODE_KNOWN_HOSTS ${management.gateway} $(cut -d ' ' -f 1,2 "$file")" >&2
  done
}
`;
}

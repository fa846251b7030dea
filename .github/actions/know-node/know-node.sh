#!/usr/bin/env bash
# Writes KNOWN_HOSTS to ~/.ssh/known_hosts and refuses to go on where the node of REACH is not in it:
# the provider would take whatever key answers.
set -euo pipefail

address=${REACH%:*}
file=$HOME/.ssh/known_hosts
install -d -m 0700 "$HOME/.ssh"
printf '%s\n' "${KNOWN_HOSTS:-}" >>"$file"
if ! ssh-keygen -F "$address" -f "$file" >/dev/null; then
  echo "::error::The variable NODE_KNOWN_HOSTS has no host key of $address. Run npm run bootstrap once more, which changes nothing that is so already, and add the lines it prints after NODE_KNOWN_HOSTS."
  exit 1
fi

import type { GuestFile } from "../host/host";

/**
 * Runs before Docker's daemon stops. With live-restore the daemon leaves its containers running even when
 * the guest shuts down (https://github.com/moby/moby/issues/31547): systemd then ends all their processes
 * at once, with no regard to stop signals, and waits 90 s for what does not end so. Only then, live-restore
 * is switched off, and the daemon stops every container as its release says. It does not take that for a
 * stop by hand: they are back after the boot.
 */
export const dockerStopScript: GuestFile = {
  path: "/usr/local/sbin/moco-docker-stop",
  mode: "0755",
  check: "bash -n",
  content: `#!/bin/bash
# Managed by moco-infra. Called by docker.service: lets the daemon stop its containers if the guest goes down.
set -euo pipefail

systemctl list-jobs --no-legend shutdown.target | grep --quiet start || exit 0

config=/etc/docker/daemon.json
jq '."live-restore" = false' "$config" >/run/moco-docker.json
# Laid over the file and not written into it: after the boot it is as it was, even if the power fails now.
mount --bind /run/moco-docker.json "$config"
kill -s HUP "$MAINPID"
for _ in $(seq 20); do
  sleep 0.1
  if [ "$(timeout 2 docker info --format '{{.LiveRestoreEnabled}}')" = false ]; then exit 0; fi
done
echo "moco-docker-stop: the daemon did not take over $config; it leaves its containers to systemd." >&2
exit 1
`,
};

import type { GuestFile } from "../host/host";

/** What a guest needs beyond a Debian cloud image. One that has them all needs no network. */
const guestPackages = [
  "auditd",
  "ca-certificates",
  "cloud-guest-utils",
  "curl",
  "docker-cli",
  "docker-compose",
  "docker.io",
  "e2fsprogs",
  "fail2ban",
  "jq",
  "nftables",
  "openssh-server",
  "python3-systemd",
  "sudo",
  "unattended-upgrades",
] as const;

/**
 * Installs what is missing of the packages, and asks no mirror when nothing is. A guest boots beside apt's own
 * timers, which hold its locks for minutes: those of dpkg apt waits for by itself, that of the lists it does not.
 */
export const packagesScript: GuestFile = {
  path: "/usr/local/sbin/moco-packages",
  mode: "0755",
  check: "bash -n",
  // A guest that is there gets what a later version needs.
  onChange: "/usr/local/sbin/moco-packages",
  content: `#!/bin/bash
# Managed by moco-infra. Installs the packages that are not there yet.
set -euo pipefail

wanted=(${guestPackages.join(" ")})
# Only a virtual machine has a channel to its hypervisor, and a kernel and a clock of its own.
if [ -e /dev/virtio-ports/org.qemu.guest_agent.0 ]; then wanted+=(qemu-guest-agent); fi
if ! systemd-detect-virt --quiet --container; then wanted+=(apparmor systemd-timesyncd); fi

missing=()
for package in "\${wanted[@]}"; do
  status=$(dpkg-query --show --showformat '\${db:Status-Status}' "$package" 2>/dev/null || true)
  if [ "$status" != installed ]; then missing+=("$package"); fi
done
if [ "\${#missing[@]}" -eq 0 ]; then
  echo "moco-packages: all \${#wanted[@]} packages are there"
  exit 0
fi

echo "moco-packages: installing \${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
apt() { apt-get -q -o Acquire::Retries=5 -o DPkg::Lock::Timeout=300 -o APT::Update::Error-Mode=any "$@"; }

# Until nobody else holds the lists and all of them came, five minutes at most.
for attempt in $(seq 30); do
  if apt update; then break; fi
  [ "$attempt" -lt 30 ] || exit 1
  sleep 10
done
apt -y -o Dpkg::Options::=--force-confold install --no-install-recommends "\${missing[@]}"
`,
};

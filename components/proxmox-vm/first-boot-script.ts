import { dataMountPoint } from "./docker-daemon";
import type { GuestFile } from "../host/host";

/** What a guest needs beyond a Debian cloud image. One that has them all needs no network. */
export const guestPackages = [
  "auditd",
  "ca-certificates",
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

/** Installs what is missing of the packages, and asks no mirror when nothing is. */
export const packagesScript: GuestFile = {
  path: "/usr/local/sbin/moco-packages",
  mode: "0755",
  check: "bash -n",
  content: `#!/bin/bash
# Managed by moco-infra. Installs the packages that are not there yet.
set -euo pipefail

wanted=(${guestPackages.join(" ")})
# Only a virtual machine has a channel to its hypervisor, and a clock of its own.
if [ -e /dev/virtio-ports/org.qemu.guest_agent.0 ]; then wanted+=(qemu-guest-agent); fi
if ! systemd-detect-virt --quiet --container; then wanted+=(systemd-timesyncd); fi

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
apt-get -q -o Acquire::Retries=5 update
apt-get -q -y -o Acquire::Retries=5 -o Dpkg::Options::=--force-confold \\
  install --no-install-recommends "\${missing[@]}"
`,
};

/** Exists when the first boot went all the way. */
export const firstBootMarker = "/var/lib/moco/first-boot-done";

/** The order of the first boot: data disk, packages, firewall, and Docker last. */
export function firstBootScript(user: string): GuestFile {
  return {
    path: "/usr/local/sbin/moco-first-boot",
    mode: "0755",
    check: "bash -n",
    content: `#!/bin/bash
# Managed by moco-infra. Runs once, called by cloud-init; safe to run again by hand.
set -euo pipefail
step() { echo "moco-first-boot: $1"; }

step "data disk"
/usr/local/sbin/moco-data-disk

step "packages"
/usr/local/sbin/moco-packages

step "firewall"
systemctl daemon-reload
# Debian's own unit flushes every rule when it stops, Docker's too.
systemctl disable --quiet --now nftables.service
systemctl mask --quiet nftables.service
systemctl enable --quiet moco-firewall.service
systemctl reload-or-restart moco-firewall.service

step "hardening"
sysctl --quiet --ignore --load /etc/sysctl.d/60-moco.conf
systemctl restart systemd-journald.service
systemctl try-reload-or-restart ssh.service
systemctl enable --quiet fail2ban.service
systemctl restart fail2ban.service
systemctl enable --quiet auditd.service unattended-upgrades.service
# In a container the audit subsystem belongs to the host.
if ! systemd-detect-virt --quiet --container; then systemctl restart auditd.service; fi

step "docker"
usermod --append --groups docker ${user}
install -d -m 0711 ${dataMountPoint}/docker
install -d -m 0750 -g docker ${dataMountPoint}/stacks
if [ ! -L /opt/stacks ]; then
  rmdir /opt/stacks 2>/dev/null || true
  ln -s ${dataMountPoint}/stacks /opt/stacks
fi
systemctl unmask --quiet --runtime docker.service docker.socket
systemctl enable --quiet docker.service
systemctl restart docker.service

step "done"
install -d -m 0700 /var/lib/moco
touch ${firstBootMarker}
`,
  };
}

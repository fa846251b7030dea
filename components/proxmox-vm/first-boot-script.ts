import { dataMountPoint } from "./docker-daemon";
import type { GuestFile } from "../host/host";

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

step "guest agent"
if [ -e /dev/virtio-ports/org.qemu.guest_agent.0 ]; then
  # Debian's unit is started by a rule of udev's alone, and that came after the device it is for.
  udevadm trigger --settle --subsystem-match=virtio-ports
  systemctl start qemu-guest-agent.service
fi

step "system disk"
systemctl daemon-reload
systemctl enable --quiet moco-system-disk.service
systemctl enable --quiet --now moco-swap.service

step "firewall"
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

import type { GuestFile } from "../host/host";

/**
 * Gives the root file system all of the system disk. Cloud-init does so at the first boot; after that it is
 * switched off, and a disk that grew would never be used.
 */
export const systemDiskScript: GuestFile = {
  path: "/usr/local/sbin/moco-system-disk",
  mode: "0755",
  check: "bash -n",
  content: `#!/bin/bash
# Managed by moco-infra. "moco-system-disk [GiB]" gives the root file system all of its disk, which
# should have that size.
set -euo pipefail
export LC_ALL=C

mount_point=/

refuse() {
  echo "moco-system-disk: $1" >&2
  exit 1
}

# A container's root is a folder of another machine's disk.
if systemd-detect-virt --quiet --container; then exit 0; fi

partition=$(readlink -f "$(findmnt --noheadings --output SOURCE "$mount_point")")
number=$(cat "/sys/class/block/\${partition##*/}/partition" 2>/dev/null) ||
  refuse "$partition is no partition of a disk. It was left as it is."
disk=$(readlink -f "/sys/class/block/\${partition##*/}/..")
disk=/dev/\${disk##*/}

code=0
said=$(growpart "$disk" "$number" 2>&1) || code=$?
# 1 is "nothing to do".
[ "$code" -le 1 ] || refuse "$said"
said=$(resize2fs "$partition" 2>&1) || refuse "$said"
grep "is now" <<<"$said" || true

size=$(($(blockdev --getsize64 "$disk") >> 30))
if [ "$size" -lt "\${1:-0}" ]; then
  echo "moco-system-disk: $(hostname) still sees a disk of $size GiB instead of $1. qm reboot it on its node, and the file system follows."
fi
`,
};

/** At every boot, so that a disk that grew while the guest was off is used as well. */
export const systemDiskUnit: GuestFile = {
  path: "/etc/systemd/system/moco-system-disk.service",
  mode: "0644",
  onChange: "systemctl daemon-reload && systemctl enable --quiet moco-system-disk.service",
  content: `# Managed by moco-infra.
[Unit]
Description=Give the root file system all of the system disk
ConditionVirtualization=!container
# Before anything that writes much.
Before=docker.service moco-swap.service

[Service]
Type=oneshot
ExecStart=${systemDiskScript.path}
NoNewPrivileges=yes
# The partition is changed (SYS_ADMIN), the mounted file system on it grown (SYS_RESOURCE).
CapabilityBoundingSet=CAP_SYS_ADMIN CAP_SYS_RESOURCE CAP_DAC_OVERRIDE
PrivateNetwork=yes
RestrictAddressFamilies=AF_UNIX AF_NETLINK
ProtectHome=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
ProtectControlGroups=yes
RestrictNamespaces=yes
RestrictSUIDSGID=yes
LockPersonality=yes
MemoryDenyWriteExecute=yes
SystemCallArchitectures=native

[Install]
WantedBy=multi-user.target
`,
};

import { type Size, toMebibytes } from "../../model/basics/units";
import type { GuestFile } from "../host/host";

/** The swap file: on the system disk, thrown away with it. */
const swapFile = "/var/lib/moco/swapfile";

/** What a guest's swap consists of, in the order in which it is put in place. */
export function swapFiles(size: Size): readonly GuestFile[] {
  return [swapUnit, swapScript(toMebibytes(size))];
}

/**
 * Makes the swap file when it has another size than wanted, and uses it. A disk without room for it is left as
 * it is: a full root file system is worse than no swap.
 */
function swapScript(mebibytes: number): GuestFile {
  return {
    path: "/usr/local/sbin/moco-swap",
    mode: "0755",
    check: "bash -n",
    onChange: "systemctl restart moco-swap.service",
    content: `#!/bin/bash
# Managed by moco-infra. Called by moco-swap.service: uses a swap file of this many MiB.
set -euo pipefail

wanted=${String(mebibytes)}
file=${swapFile}

refuse() {
  echo "moco-swap: $1" >&2
  exit 1
}

in_use() { swapon --noheadings --show=NAME | grep --quiet --fixed-strings --line-regexp "$file"; }

mkdir -p "\${file%/*}"
size=0
if [ -e "$file" ]; then size=$(($(stat --format %s "$file") >> 20)); fi
if [ "$size" -ne "$wanted" ]; then
  free=$(($(df --block-size=1M --output=avail "\${file%/*}" | tail -n 1) + size))
  [ "$free" -ge $((wanted + 1024)) ] ||
    refuse "$free MiB are free on the system disk, and $wanted MiB of swap need 1024 more. Make room, give $(hostname) a larger systemDisk or less swap."
  if in_use; then swapoff "$file" || refuse "$file is needed at the moment and was left as it is. Try again when more memory is free."; fi
  rm -f "$file" "$file.new"
  (umask 077 && fallocate --length "\${wanted}MiB" "$file.new")
  mkswap --quiet "$file.new"
  mv -f "$file.new" "$file"
fi
in_use || swapon "$file"
# A service's memory goes there only when memory is scarce. Here, not in sysctl.d: in a container this setting is the
# whole machine's.
sysctl --quiet vm.swappiness=10
`,
  };
}

/** Never in a container, whose swap is the machine's that it runs on. */
const swapUnit: GuestFile = {
  path: "/etc/systemd/system/moco-swap.service",
  mode: "0644",
  onChange: "systemctl daemon-reload && systemctl enable --quiet moco-swap.service",
  content: `# Managed by moco-infra.
[Unit]
Description=Swap file
ConditionVirtualization=!container

[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/usr/local/sbin/moco-swap
NoNewPrivileges=yes
CapabilityBoundingSet=CAP_SYS_ADMIN CAP_DAC_OVERRIDE CAP_FOWNER
PrivateNetwork=yes
ProtectHome=yes
ProtectKernelModules=yes
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

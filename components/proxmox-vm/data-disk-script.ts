import { dataMountPoint, dataSentinel } from "./docker-daemon";
import type { GuestFile } from "../host/host";

/** Interface that the data disk is attached as; its name in the guest follows from it. */
export const dataDiskInterface = "scsi1";

/**
 * Mounts the guest's data disk, and formats it only when there is nothing at all on it. Every doubt
 * (another file system, another guest's name) ends in a refusal: the disk outlives the guest and may
 * hold the only copy.
 */
export const dataDiskScript: GuestFile = {
  path: "/usr/local/sbin/moco-data-disk",
  mode: "0755",
  check: "bash -n",
  content: `#!/bin/bash
# Managed by moco-infra. Mounts this guest's data disk; "check" only looks whether it is there, and
# "grow [GiB]" gives its file system all of the disk, which should have that size.
set -euo pipefail

guest=$(cat /etc/moco/guest)
mount_point=${dataMountPoint}
sentinel=${dataSentinel}
device=/dev/disk/by-id/scsi-0QEMU_QEMU_HARDDISK_drive-${dataDiskInterface}
label=moco-data

refuse() {
  echo "moco-data-disk: $1" >&2
  exit 1
}

check_owner() {
  [ -e "$sentinel" ] || refuse "$sentinel is missing. This is not a data disk of $guest, or it was never set up."
  owner=$(cat "$sentinel")
  [ "$owner" = "$guest" ] || refuse "the disk at $mount_point belongs to $owner, this is $guest. Attach the right disk."
}

is_empty() {
  [ -z "$(find "$mount_point" -mindepth 1 -maxdepth 1 ! -name lost+found -print -quit)" ]
}

claim() {
  if [ ! -e "$sentinel" ] && is_empty; then
    echo "$guest" >"$sentinel.new"
    mv "$sentinel.new" "$sentinel"
  fi
  check_owner
}

grow() {
  # A machine that is a container has a folder there: the device below it is another machine's.
  [ -e "$device" ] || return 0
  [ "$(findmnt --noheadings --output SOURCE "$mount_point")" = "$(readlink -f "$device")" ] || return 0
  said=$(resize2fs "$device" 2>&1) || refuse "$said"
  grep "is now" <<<"$said" || true
  size=$(($(blockdev --getsize64 "$device") >> 30))
  if [ "$size" -lt "\${1:-0}" ]; then
    echo "moco-data-disk: $guest still sees a disk of $size GiB instead of $1. A running machine keeps the size that it was started with: qm reboot it on its node, and the file system follows."
  fi
}

write_fstab() {
  awk -v mount_point="$mount_point" '$2 != mount_point' /etc/fstab >/etc/fstab.moco
  echo "UUID=$1 $mount_point ext4 defaults,noatime,nofail,x-systemd.device-timeout=60s 0 2" >>/etc/fstab.moco
  mv /etc/fstab.moco /etc/fstab
  systemctl daemon-reload
}

if [ "\${1:-mount}" = check ]; then
  mountpoint --quiet "$mount_point" || refuse "nothing is mounted at $mount_point."
  check_owner
  exit 0
fi

if [ "\${1:-mount}" = grow ]; then
  grow "\${2:-}"
  exit 0
fi

if mountpoint --quiet "$mount_point"; then
  claim
  exit 0
fi

for _ in $(seq 60); do
  if [ -e "$device" ]; then break; fi
  sleep 1
done
[ -e "$device" ] || refuse "$device did not appear within 60 s. Attach the data disk of $guest."

signatures=$(wipefs --noheadings --output TYPE "$device")
if [ -z "$signatures" ]; then
  echo "moco-data-disk: formatting the empty disk $device"
  mkfs.ext4 -q -m 1 -L "$label" "$device"
elif [ "$(blkid --probe --output value --match-tag LABEL "$device" || true)" != "$label" ]; then
  refuse "$device holds \${signatures//$'\\n'/, } and was not set up by moco-infra. Nothing was changed."
fi

mkdir -p "$mount_point"
# So that nothing can be written beside the disk while it is not mounted.
chattr +i "$mount_point" 2>/dev/null || true
mount -o noatime "$device" "$mount_point"
if ! (claim); then
  umount "$mount_point"
  exit 1
fi
write_fstab "$(blkid --probe --output value --match-tag UUID "$device")"
# It may have grown since it was last mounted. Too small a file system is better than none.
(grow) || true
`,
};

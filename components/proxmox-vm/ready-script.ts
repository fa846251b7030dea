import { shellWord } from "../../model/basics/shell-word";
import { dataDiskScript } from "./data-disk-script";
import { firstBootMarker } from "./first-boot-script";
import type { GuestFile } from "../host/host";
import { systemDiskScript } from "./system-disk";

const endOfFile = "MOCO_END_OF_FILE";

/** Sizes of a guest's disks in gibibytes. */
export interface DiskSizes {
  readonly system: number;
  readonly data: number;
}

/**
 * Renders what runs on a guest, as root, whenever its files, the sizes of its disks or the guest
 * itself are new: waits until the first boot is over, then puts every file in its place, each one whole or
 * not at all. A file that is already so is left alone, and only what changed is reloaded. In the end its file
 * systems have all of their disks.
 */
export function renderReadyScript(files: readonly GuestFile[], disks: DiskSizes): string {
  return `set -uo pipefail

wait_for_first_boot() {
  local answer code=0
  answer=$(timeout 900 cloud-init status --wait --long 2>&1) || code=$?
  # 2 is "done, with warnings".
  if [ -e ${firstBootMarker} ] && { [ "$code" -eq 0 ] || [ "$code" -eq 2 ]; }; then
    # From here on files change in place; a later run would put back those of the first boot.
    touch /etc/cloud/cloud-init.disabled
    return 0
  fi
  {
    if [ "$code" -eq 124 ]; then
      echo "The first boot of $(hostname) was not over after 15 minutes."
    else
      echo "The first boot of $(hostname) failed."
    fi
    echo "$answer"
    echo "Last lines of /var/log/cloud-init-output.log:"
    tail -n 30 /var/log/cloud-init-output.log || true
  } >&2
  exit 1
}

# put <path> <mode> <check>; the content is on stdin, "changed" tells the caller
put() {
  local path=$1 mode=$2 check=$3 new
  pending="/var/lib/moco/pending/\${path//\\//_}"
  changed=no
  install -d -m 0755 "\${path%/*}"
  new=$(mktemp "\${path%/*}/.moco.XXXXXXXX") || exit 1
  cat >"$new"
  chmod "$mode" "$new"
  if [ "$(stat -c '%a %u %g' "$new")" = "$(stat -c '%a %u %g' "$path" 2>/dev/null)" ] && cmp -s "$new" "$path"; then
    rm -f "$new"
    # A run that was cut off between a file and its effect left this mark.
    if [ -e "$pending" ]; then changed=yes; fi
    return 0
  fi
  if [ -n "$check" ] && ! $check "$new" >/dev/null; then
    rm -f "$new"
    echo "$path was refused by: $check. The guest keeps the file it had." >&2
    exit 1
  fi
  install -d -m 0700 "\${pending%/*}"
  touch "$pending"
  mv -f "$new" "$path" || exit 1
  changed=yes
  echo "changed $path"
}

# apply <command>: makes the last file count if it changed
apply() {
  [ "$changed" = yes ] || return 0
  if ! bash -c "$1"; then
    echo "$1 failed after a file changed; it is tried again in the next run." >&2
    exit 1
  fi
  rm -f "$pending"
}

main() {
  wait_for_first_boot
${files.map(renderFile).join("")}
  ${systemDiskScript.path} ${String(disks.system)} || exit 1
  ${dataDiskScript.path} grow ${String(disks.data)}
}

main </dev/null
`;
}

function renderFile({ path, mode, content, check, onChange }: GuestFile): string {
  if (content.split("\n").includes(endOfFile)) {
    throw new Error(`${path} must not contain the line ${endOfFile}`);
  }
  const body = content.endsWith("\n") ? content : `${content}\n`;
  return `
  put ${shellWord(path)} ${mode} ${shellWord(check ?? "")} <<'${endOfFile}'
${body}${endOfFile}
  apply ${shellWord(onChange ?? "true")}
`;
}

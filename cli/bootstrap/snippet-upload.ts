import type { NodeSpec } from "./node-spec";

/**
 * Renders `check_storage` with `prepare_storage`, and `check_upload_user` with `prepare_upload_user`.
 * Proxmox' API takes no snippets: the provider uploads them over SSH, as a user that may write into one
 * folder and do nothing else as root.
 */
export function renderSnippetUpload({
  datastore,
  snippetDatastore,
  sshUser,
  authorizedKeys,
}: NodeSpec): string {
  return `check_storage() {
  local storage kind
  snippets=/snippets
  if storage=$(pvesh get /storage/${snippetDatastore} --output-format json 2>/dev/null); then
    snippets=$(json 'it.get("path", "")' <<<"$storage")/snippets
    [ "$snippets" != /snippets ] || fault "the storage ${snippetDatastore} has no path. Set location.node.snippetDatastore to a storage of type dir."
  else
    fault "the storage ${snippetDatastore} does not exist. Set location.node.snippetDatastore to a storage of type dir."
  fi
  if storage=$(pvesh get /storage/${datastore} --output-format json 2>/dev/null); then
    kind=$(json 'it["type"]' <<<"$storage")
    if [[ ",$(json 'it.get("content", "")' <<<"$storage")," != *,images,* ]]; then
      fault "the storage ${datastore} holds no images. Set location.node.datastore to one that does."
    # qemu-img resizes the file, and refuses one that a running machine has open.
    elif [[ $kind =~ ^(btrfs|cephfs|cifs|dir|glusterfs|nfs)$ ]]; then
      note "the storage ${datastore} ($kind) keeps disks as files. A data disk there grows only while its guest is shut down; on lvmthin or zfspool it grows at any time."
    fi
  else
    fault "the storage ${datastore} does not exist. Set location.node.datastore to one that holds images."
  fi
}

prepare_storage() {
  local content wanted kind group
  content=$(pvesh get /storage/${snippetDatastore} --output-format json | json 'it.get("content", "")')
  wanted=$content
  for kind in snippets import; do
    case ",$wanted," in
      *",$kind,"*) ;;
      *) wanted=$wanted,$kind ;;
    esac
  done
  if [ "$wanted" = "$content" ]; then
    already "storage ${snippetDatastore} takes snippets and images"
  else
    pvesm set ${snippetDatastore} --content "$wanted"
    changed "storage ${snippetDatastore} takes snippets and images"
  fi
  # Snippets hold the guests' host keys. The provider writes them as root, and reads them back as the
  # upload user, who so may pass through the folder, and neither list it nor write into it.
  group=$(id -gn ${sshUser})
  if [ "$(stat -c '%a %U %G' "$snippets" 2>/dev/null)" = "710 root $group" ]; then
    already "folder $snippets, which ${sshUser} may pass through"
  else
    install -d -m 0710 -o root -g "$group" "$snippets"
    changed "folder $snippets, which ${sshUser} may pass through"
  fi
}

# A pattern with * would also match "../../etc/sudoers.d/x": a regular expression does not.
upload_rules() {
  cat <<MOCO_FILE
# Managed by moco-infra. What the Proxmox provider calls when it uploads a snippet.
${sshUser} ALL=(root) NOPASSWD: /usr/sbin/pvesm apiinfo, /sbin/pvesm apiinfo
${sshUser} ALL=(root) NOPASSWD: /usr/bin/tee ^$snippets/[A-Za-z0-9][A-Za-z0-9_.-]*\\$
MOCO_FILE
}

check_upload_user() {
  upload_rules | visudo --quiet --check --file=- ||
    fault "sudo is too old for the rules of ${sshUser}; version 1.9.10 is needed."
}

prepare_upload_user() {
  if getent passwd ${sshUser} >/dev/null; then
    already "user ${sshUser}"
  else
    useradd --create-home --shell /bin/bash ${sshUser}
    changed "user ${sshUser}"
  fi
  install -d -m 0755 -o root -g root /home/${sshUser}/.ssh
  put /home/${sshUser}/.ssh/authorized_keys 0644 "keys of ${sshUser}" <<'MOCO_FILE' || true
${authorizedKeys.map((key) => `restrict ${key}\n`).join("")}MOCO_FILE
  put /etc/sudoers.d/moco-infra 0440 "what ${sshUser} may do as root" < <(upload_rules) || true
}
`;
}

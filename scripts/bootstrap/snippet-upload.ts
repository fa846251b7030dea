import type { NodeSpec } from "./node-spec";

/**
 * Renders `prepare_storage` and `prepare_upload_user`. Proxmox' API takes no snippets: the provider
 * uploads them over SSH, as a user that may write into one folder and do nothing else as root.
 */
export function renderSnippetUpload({
  snippetDatastore,
  sshUser,
  authorizedKeys,
}: NodeSpec): string {
  return `prepare_storage() {
  local storage content wanted kind
  storage=$(pvesh get /storage/${snippetDatastore} --output-format json) ||
    fail "the storage ${snippetDatastore} does not exist. Set location.node.snippetDatastore to a storage of type dir."
  content=$(json 'it.get("content", "")' <<<"$storage")
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
  snippets=$(json 'it.get("path", "")' <<<"$storage")/snippets
  [ "$snippets" != /snippets ] || fail "the storage ${snippetDatastore} has no path. Choose a storage of type dir for snippets."
  # Snippets hold the guests' host keys.
  install -d -m 0700 "$snippets"
}

prepare_upload_user() {
  command -v sudo >/dev/null || fail "sudo is missing. Install it: apt-get install sudo."
  if getent passwd ${sshUser} >/dev/null; then
    already "user ${sshUser}"
  else
    useradd --create-home --shell /bin/bash ${sshUser}
    changed "user ${sshUser}"
  fi
  install -d -m 0755 -o root -g root /home/${sshUser}/.ssh
  put /home/${sshUser}/.ssh/authorized_keys 0644 "keys of ${sshUser}" <<'MOCO_FILE' || true
${authorizedKeys.map((key) => `restrict ${key}\n`).join("")}MOCO_FILE
  # A pattern with * would also match "../../etc/sudoers.d/x": a regular expression does not.
  local rules
  rules=$(mktemp)
  cat >"$rules" <<MOCO_FILE
# Managed by moco-infra. What the Proxmox provider calls when it uploads a snippet.
${sshUser} ALL=(root) NOPASSWD: /usr/sbin/pvesm apiinfo, /sbin/pvesm apiinfo
${sshUser} ALL=(root) NOPASSWD: /usr/bin/tee ^$snippets/[A-Za-z0-9][A-Za-z0-9_.-]*\\$
MOCO_FILE
  visudo --quiet --check --file="$rules" || fail "sudo is too old for these rules; version 1.9.10 is needed."
  put /etc/sudoers.d/moco-infra 0440 "what ${sshUser} may do as root" <"$rules" || true
  rm -f "$rules"
}
`;
}

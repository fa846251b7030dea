import { renderConnectorUnit } from "../../components/cloudflared/cloudflared";
import { renderInstallScript, renderRemoveScript } from "../../components/cloudflared/cloudflared";
import { renderApiAccess } from "./api-access";
import { renderNodeNetwork } from "./node-network";
import { type NodeSpec, tokenFile } from "./node-spec";
import { renderSnippetUpload } from "./snippet-upload";

/**
 * Renders the script that prepares a Proxmox node: everything that must be there before Pulumi can
 * reach it. It checks everything first and changes nothing where anything is wrong; it may run any number
 * of times and says what it changed. Standard output carries the new API token and the node's host key alone;
 * everything else goes to standard error.
 */
export function renderNodeScript(spec: NodeSpec): string {
  return `#!/bin/bash
# Prepares the Proxmox node ${spec.node} for moco-infra. Run as root on the node; safe to run again.
#   bash node.sh            prepare the node
#   bash node.sh --check    say what stands in the way of that, and change nothing
#   bash node.sh --remove   take the management connector off again, and nothing else
set -euo pipefail
umask 022

# As Proxmox calls it, also where the machine was given its full name.
here=$(hostname -s)

changed() { echo "changed: $1" >&2; }
already() { echo "already so: $1" >&2; }
fail() {
  echo "$here: $1" >&2
  exit 1
}

note() { echo "$here: note: $1" >&2; }

# fault <text>: what is wrong is collected, so that all of it is said at once; refuse_faults ends there.
faults=0
fault() {
  echo "$here: $1" >&2
  faults=$((faults + 1))
}
refuse_faults() { [ "$faults" = 0 ] || fail "nothing was changed. Mend this and run it again."; }

# json <expression>: evaluates it over the JSON document on standard input, called "it"
json() { python3 -c 'import json, sys; it = json.load(sys.stdin); print(eval(sys.argv[1]))' "$1"; }

# put <path> <mode> <what>: content on standard input; succeeds when the file changed
put() {
  local new
  install -d -m 0755 "\${1%/*}"
  new=$(mktemp "\${1%/*}/.moco.XXXXXXXX")
  cat >"$new"
  chmod "$2" "$new"
  if cmp --silent "$new" "$1"; then
    rm -f "$new"
    already "$3"
    return 1
  fi
  mv -f "$new" "$1"
  changed "$3"
}

node=${spec.node}
host_key=/etc/ssh/ssh_host_ed25519_key.pub

${renderApiAccess(spec)}
${renderNodeNetwork(spec)}
${renderSnippetUpload(spec)}
${renderConnector(spec)}
check_release() {
  local version release
  version=$(pvesh get /version --output-format json)
  release=$(json 'it["release"]' <<<"$version")
  [ "$(json '[int(part) for part in it["release"].split(".")] >= [8, 4]' <<<"$version")" = True ] ||
    fault "Proxmox VE $release cannot import an image that it downloaded. Upgrade it to 8.4 or newer."
}

check_host_key() {
  [ -s "$host_key" ] || fault "$host_key is missing. Make it: ssh-keygen -A."
}

check_node() {
  local program package
  while read -r program package; do
    command -v "$program" >/dev/null || fault "$program is missing. Install it: apt-get install $package."
  done <<'MOCO_PROGRAMS'
nft nftables
python3 python3
visudo sudo
MOCO_PROGRAMS
  refuse_faults
  check_release
  check_host_key
  check_storage
  check_network
  check_upload_user
  refuse_faults
}

main() {
  [ "$(id -u)" = 0 ] || fail "run this as root."
  command -v pvesh >/dev/null || fail "this is not a Proxmox node: pvesh is missing."
  [ "$here" = "$node" ] || fail "this script is for the node $node. Render the one for this node."
  case "\${1:-}" in
    --remove)
      remove_connector
      return
      ;;
    "" | --check) check_node ;;
    *) fail "the argument $1 is not known. Use --check, --remove, or none." ;;
  esac
  if [ "\${1:-}" = --check ]; then
    echo "$here: nothing is in the way." >&2
    return
  fi
  prepare_upload_user
  prepare_storage
  prepare_network
  prepare_firewall
  prepare_api_access
  # What a client that never met this node can know it by, and that a new installation changes.
  echo "NODE_KNOWN_HOSTS ${spec.address} $(cut -d ' ' -f 1,2 "$host_key")"
  prepare_connector
}

main "$@" </dev/null
`;
}

function renderConnector({ location, cloudflared }: NodeSpec): string {
  const install = renderInstallScript(cloudflared, renderConnectorUnit(`${location}-management`));
  return `# The management connector: the way in for operators, and for Pulumi, before any guest exists.
prepare_connector() {
  local token_file=\${MOCO_TUNNEL_TOKEN_FILE:-${tokenFile}} script
  if [ ! -s "$token_file" ]; then
    if [ -s /etc/cloudflared/token ]; then
      token_file=/etc/cloudflared/token
    else
      echo "no tunnel token in $token_file yet: the connector was not set up. Put it there and run this again." >&2
      return 0
    fi
  fi
  script=$(mktemp)
  cat >"$script" <<'MOCO_CONNECTOR'
${install}MOCO_CONNECTOR
  if ! bash "$script" <"$token_file" >&2; then
    rm -f "$script"
    fail "the management connector does not work, see above. The token stays in $token_file."
  fi
  rm -f "$script"
  if [ "$token_file" != /etc/cloudflared/token ]; then rm -f "$token_file"; fi
}

remove_connector() {
  bash -s <<'MOCO_CONNECTOR'
${renderRemoveScript()}MOCO_CONNECTOR
  changed "the management connector is gone"
}
`;
}

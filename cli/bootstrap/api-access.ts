import { apiTokenName, apiUser, type NodeSpec } from "./node-spec";
import { privileges, type PrivilegeScope } from "./privileges";

const rolePrefix = "MocoInfra-";

/** Proxmox' name of the role that holds the rights of one scope. */
function roleName(scope: PrivilegeScope): string {
  return `${rolePrefix}${scope}`;
}

/** Renders `prepare_api_access`: roles with the least rights, a user, and one token, printed once. */
export function renderApiAccess({ node, datastore, snippetDatastore }: NodeSpec): string {
  const scopes: readonly (readonly [PrivilegeScope, string])[] = [
    ["guests", "/vms"],
    ["disks", `/storage/${datastore}`],
    ["files", `/storage/${snippetDatastore}`],
    ["node", `/nodes/${node}`],
    ["bridges", "/sdn/zones/localnetwork"],
  ];
  return `# What Pulumi may do: each role lists its rights, given only where they are needed.
ensure_role() {
  local name=$1 present
  shift
  if ! present=$(pvesh get "/access/roles/$name" --output-format json 2>/dev/null); then
    pveum role add "$name" --privs "$*"
    changed "role $name"
  elif [ "$(json '" ".join(sorted(it))' <<<"$present")" != "$(printf '%s\\n' "$@" | LC_ALL=C sort | paste -sd ' ')" ]; then
    pveum role modify "$name" --privs "$*"
    changed "role $name"
  else
    already "role $name"
  fi
}

ensure_access() {
  if given_access | grep -xF "$1 $2" >/dev/null; then
    already "access of ${apiUser} to $1"
  else
    pveum acl modify "$1" --users ${apiUser} --roles "$2"
    changed "access of ${apiUser} to $1"
  fi
}

# What this script has given, by this version or another one: lines of path and role.
given_access() {
  pvesh get /access/acl --output-format json |
    json '"\\n".join(e["path"] + " " + e["roleid"] for e in it if e["ugid"] == "${apiUser}" and e["roleid"].startswith("${rolePrefix}"))'
}

given_roles() {
  pvesh get /access/roles --output-format json |
    json '"\\n".join(e["roleid"] for e in it if e["roleid"].startswith("${rolePrefix}"))'
}

wanted_access() {
  cat <<'MOCO_ACCESS'
${scopes.map(([scope, path]) => `${path} ${roleName(scope)}`).join("\n")}
MOCO_ACCESS
}

# Another storage, or an earlier version that gave more.
drop_other_access() {
  local path role
  while read -r path role; do
    pveum acl delete "$path" --users ${apiUser} --roles "$role"
    changed "${apiUser} is no longer $role on $path"
  done < <(given_access | grep -vxFf <(wanted_access))
  while read -r role; do
    pveum role delete "$role"
    changed "role $role is gone"
  done < <(given_roles | grep -vxFf <(wanted_access | cut -d ' ' -f 2))
}

prepare_api_access() {
  if pvesh get /access/users/${apiUser} >/dev/null 2>&1; then
    already "user ${apiUser}"
  else
    pveum user add ${apiUser} --comment "moco-infra: Pulumi"
    changed "user ${apiUser}"
  fi
${scopes
  .flatMap(([scope, path]) => [
    `  ensure_role ${roleName(scope)}${renderPrivileges(scope)}`,
    `  ensure_access ${path} ${roleName(scope)}`,
  ])
  .join("\n")}
  drop_other_access
  if pvesh get /access/users/${apiUser}/token/${apiTokenName} >/dev/null 2>&1; then
    already "API token ${apiUser}!${apiTokenName} (its value is shown once, when it is made; to make a new one: pveum user token delete ${apiUser} ${apiTokenName})"
  else
    local token
    # The token may do what its user may: the user has nothing but these roles.
    token=$(pveum user token add ${apiUser} ${apiTokenName} --privsep 0 --comment "moco-infra: Pulumi" --output-format json | json 'it["value"]')
    changed "API token ${apiUser}!${apiTokenName}"
    echo "MOCO_API_TOKEN ${apiUser}!${apiTokenName}=$token"
  fi
}
`;
}

function renderPrivileges(scope: PrivilegeScope): string {
  return privileges
    .filter((privilege) => privilege.scope === scope)
    .map(({ name }) => ` \\\n    ${name}`)
    .join("");
}

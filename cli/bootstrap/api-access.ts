import { apiTokenName, apiUser, type NodeSpec } from "./node-spec";
import { type Privilege, privileges, type PrivilegeScope } from "./privileges";

/** Proxmox' name of the role that holds the rights of one scope. */
function roleName(scope: PrivilegeScope): string {
  return `MocoInfra-${scope}`;
}

/** Renders `prepare_api_access`: roles with the least rights, a user, and one token, printed once. */
export function renderApiAccess({ node, datastore, snippetDatastore }: NodeSpec): string {
  const scopes: readonly (readonly [PrivilegeScope, readonly string[]])[] = [
    ["guests", ["/vms"]],
    ["storages", [...new Set([datastore, snippetDatastore])].map((name) => `/storage/${name}`)],
    ["node", [`/nodes/${node}`]],
    ["bridges", ["/sdn/zones/localnetwork"]],
  ];
  const grants = scopes.flatMap(([scope, paths]) => [
    `  ensure_role ${roleName(scope)}${renderPrivileges(scope)}`,
    ...paths.map((path) => `  ensure_access ${path} ${roleName(scope)}`),
  ]);
  return `# What Pulumi may do: each role lists its rights, given only where they are needed.
ensure_role() {
  local name=$1 wanted=() present privilege release
  shift
  release=$(pvesh get /version --output-format json | json 'it["version"].split(".")[0]')
  for privilege in "$@"; do
    # VM.Monitor@8 is known to release 8 only.
    case "$privilege" in
      *@"$release") wanted+=("\${privilege%@*}") ;;
      *@*) ;;
      *) wanted+=("$privilege") ;;
    esac
  done
  if ! present=$(pvesh get "/access/roles/$name" --output-format json 2>/dev/null); then
    pveum role add "$name" --privs "\${wanted[*]}"
    changed "role $name"
  elif [ "$(json '" ".join(sorted(it))' <<<"$present")" != "$(printf '%s\\n' "\${wanted[@]}" | LC_ALL=C sort | paste -sd ' ')" ]; then
    pveum role modify "$name" --privs "\${wanted[*]}"
    changed "role $name"
  else
    already "role $name"
  fi
}

ensure_access() {
  local acl
  acl=$(pvesh get /access/acl --output-format json)
  if [ "$(json "any(entry[\\"path\\"] == \\"$1\\" and entry[\\"roleid\\"] == \\"$2\\" and entry[\\"ugid\\"] == \\"${apiUser}\\" for entry in it)" <<<"$acl")" = True ]; then
    already "access of ${apiUser} to $1"
  else
    pveum acl modify "$1" --users ${apiUser} --roles "$2"
    changed "access of ${apiUser} to $1"
  fi
}

prepare_api_access() {
  if pvesh get /access/users/${apiUser} >/dev/null 2>&1; then
    already "user ${apiUser}"
  else
    pveum user add ${apiUser} --comment "moco-infra: Pulumi"
    changed "user ${apiUser}"
  fi
${grants.join("\n")}
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
    .flatMap(({ name, releases }: Privilege) =>
      releases === undefined ? [name] : releases.map((release) => `${name}@${String(release)}`),
    )
    .map((argument) => ` \\\n    ${argument}`)
    .join("");
}

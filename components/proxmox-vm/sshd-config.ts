import type { GuestFile } from "../host/host";

/** Whose keys are accepted; kept up to date in place, so that a key that is taken out opens nothing. */
export function authorizedKeys(keys: readonly string[]): GuestFile {
  return {
    path: "/etc/moco/authorized_keys",
    mode: "0644",
    content: keys.map((key) => `${key}\n`).join(""),
  };
}

/** What sshd on a guest accepts: one user, keys only, one pinned host key. */
export function sshdConfig(user: string): GuestFile {
  return {
    path: "/etc/ssh/sshd_config.d/10-moco.conf",
    mode: "0644",
    check: "sshd -t -f",
    onChange: "systemctl reload ssh",
    content: `# Managed by moco-infra.
PermitRootLogin no
PasswordAuthentication no
KbdInteractiveAuthentication no
AuthenticationMethods publickey
AllowUsers ${user}
# Not the user's own file, which nobody keeps up to date.
AuthorizedKeysFile ${authorizedKeys([]).path}
# Only the key that is pinned before first contact: a client that pins one key and is offered others
# may negotiate another kind and refuse the host.
HostKey /etc/ssh/ssh_host_ed25519_key
# Deployments open many connections at once; the default of 10:30:100 drops some of them at random.
MaxStartups 100:30:200
MaxAuthTries 4
LoginGraceTime 30
ClientAliveInterval 30
ClientAliveCountMax 4
X11Forwarding no
AllowAgentForwarding no
AllowStreamLocalForwarding no
# For looking at something on the guest by hand: ssh -L.
AllowTcpForwarding local
GatewayPorts no
PermitTunnel no
PermitUserEnvironment no
PermitUserRC no
`,
  };
}

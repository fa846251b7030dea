import type { FlowRule } from "../../model/location/flow";
import { type GuestFile, reachesFolder } from "../host/host";

/** Where a guest is in its location. */
export interface GuestAddresses {
  readonly address: string;
  readonly gateway: string;
  /** Range of the whole location. */
  readonly range: string;
}

/**
 * The guest's own firewall. Its forward chain runs before Docker's, because published ports are
 * translated before the input chain could see them; there the port that the client asked for counts,
 * not the container's. What containers start themselves passes, but into the location's own range: other guests
 * see the guest's address alone, so that it is here that one service's needs are kept from all others.
 */
export function guestFirewall(
  { address, gateway, range }: GuestAddresses,
  rules: readonly FlowRule[],
): GuestFile {
  const input = rules.map(
    ({ source, protocol, port, why }) =>
      `    ip saddr ${source} ${protocol} dport ${String(port)} accept comment "${comment(why)}"`,
  );
  const forward = rules.map(
    ({ source, protocol, port, why }) =>
      `    ip saddr ${source} ct original ip daddr ${address} meta l4proto ${protocol} ct original proto-dst ${String(port)} accept comment "${comment(why)}"`,
  );
  return {
    path: "/etc/moco/firewall.nft",
    mode: "0644",
    check: "nft --check --file",
    onChange: "systemctl reload-or-restart moco-firewall.service",
    // One transaction on a table of our own: no moment without rules, and Docker's stay untouched.
    content: `# Managed by moco-infra.
table inet moco
delete table inet moco
table inet moco {
  chain input {
    type filter hook input priority filter; policy drop;
    ct state established,related accept
    ct state invalid drop
    iifname "lo" accept
    ip saddr ${gateway} icmp type echo-request accept
${lines(input)}  }

  chain forward {
    type filter hook forward priority filter - 10; policy drop;
    ct state established,related accept
    iifname "docker0" ip daddr ${range} jump reaches
    iifname "br-*" ip daddr ${range} jump reaches
    iifname "docker0" accept
    iifname "br-*" accept
${lines(forward)}  }

  # What containers may reach in the location's own range: each service brings its own.
  chain reaches {
  }
}
include "${reachesFolder}/*.nft"
table inet moco {
  chain reaches {
    drop
  }
}
`,
  };
}

/** Loads the rules before the network is up, and never flushes anybody else's. */
export const firewallUnit: GuestFile = {
  path: "/etc/systemd/system/moco-firewall.service",
  mode: "0644",
  onChange: "systemctl daemon-reload",
  content: `# Managed by moco-infra.
[Unit]
Description=Firewall of this guest
DefaultDependencies=no
After=local-fs.target
Before=network-pre.target shutdown.target
Wants=network-pre.target
Conflicts=shutdown.target

[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/usr/sbin/nft --file /etc/moco/firewall.nft
ExecReload=/usr/sbin/nft --file /etc/moco/firewall.nft

[Install]
WantedBy=sysinit.target
`,
};

/** nftables takes 128 bytes and no quotes. */
function comment(why: string): string {
  return why
    .replaceAll(/[^\w .,;:/()-]/g, "")
    .replaceAll(/ +/g, " ")
    .slice(0, 120)
    .trim();
}

function lines(rules: readonly string[]): string {
  return rules.map((rule) => `${rule}\n`).join("");
}

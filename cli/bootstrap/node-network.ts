import type { NodeSpec } from "./node-spec";

/**
 * Renders `check_network` with `prepare_network`, and `prepare_firewall`: bridge, management VLAN,
 * forwarding and NAT.
 */
export function renderNodeNetwork({ cidr, bridge, uplink, management }: NodeSpec): string {
  const vlan = `${bridge}.${String(management.id)}`;
  const address = `${management.gateway}/${management.prefix}`;
  return `check_network() {
  local found
  [ ! -e /etc/network/interfaces.new ] ||
    fault "network changes wait in /etc/network/interfaces.new, and the next ones made through Proxmox would apply them as well. Apply them (pvesh set /nodes/$node/network) or drop them (pvesh delete /nodes/$node/network)."
  ip link show ${uplink} >/dev/null 2>&1 ||
    fault "the uplink ${uplink} does not exist. Set location.node.uplink to one of: $(ip -o -4 route show default | awk '{print $5}' | sort -u | paste -sd ' ')."
  if found=$(pvesh get "/nodes/$node/network/${bridge}" --output-format json 2>/dev/null) &&
    [ "$(json 'int(it.get("bridge_vlan_aware", 0))' <<<"$found")" = 0 ]; then
    fault "the bridge ${bridge} is there and carries no VLANs. Make it VLAN-aware, or set location.node.bridge to one that does not exist yet."
  fi
  if found=$(pvesh get "/nodes/$node/network/${vlan}" --output-format json 2>/dev/null); then
    found=$(json 'it.get("cidr", "")' <<<"$found")
    [ "$found" = ${address} ] ||
      fault "the interface ${vlan} has the address \${found:-none}, not ${address}. Correct it on the node, or the gateway of the VLAN management."
  fi
}

# Made through Proxmox, so that it knows the interfaces and Pulumi can add the other VLANs.
prepare_network() {
  local apply=no
  if pvesh get "/nodes/$node/network/${bridge}" >/dev/null 2>&1; then
    already "bridge ${bridge}"
  else
    pvesh create "/nodes/$node/network" --iface ${bridge} --type bridge --autostart 1 --bridge_vlan_aware 1 --comments "moco-infra: VLANs of ${cidr}" >/dev/null
    changed "bridge ${bridge}"
    apply=yes
  fi
  if pvesh get "/nodes/$node/network/${vlan}" >/dev/null 2>&1; then
    already "interface ${vlan}"
  else
    pvesh create "/nodes/$node/network" --iface ${vlan} --type vlan --cidr ${address} --autostart 1 --comments "moco-infra: management" >/dev/null
    changed "interface ${vlan} (${address})"
    apply=yes
  fi
  if [ "$apply" = yes ]; then pvesh set "/nodes/$node/network" >/dev/null; fi

  if put /etc/sysctl.d/90-moco-forward.conf 0644 "forwarding between VLANs" <<'MOCO_FILE'
# Managed by moco-infra. The node is the gateway of every VLAN.
net.ipv4.ip_forward = 1
MOCO_FILE
  then sysctl --quiet --load /etc/sysctl.d/90-moco-forward.conf; fi

  local reload=no
  if put /etc/moco/nat.nft 0644 "guests reach the internet through ${uplink}" <<'MOCO_FILE'
# Managed by moco-infra. A table of its own: Proxmox' firewall and this never touch each other.
table ip moco_nat
delete table ip moco_nat
table ip moco_nat {
  chain prerouting {
    type filter hook prerouting priority raw; policy accept;
    # Proxmox' firewall bridges would else hide a connection from the translation below.
    iifname "fwbr*" ct zone set 1
  }

  chain input {
    type filter hook input priority filter; policy accept;
    # Guests use the node as a gateway; its SSH and its API are for operators, who come by the tunnel.
    iifname "${bridge}.*" ct state established,related accept
    iifname "${bridge}.*" icmp type echo-request accept
    iifname "${bridge}.*" drop
  }

  chain postrouting {
    type nat hook postrouting priority srcnat; policy accept;
    ip saddr ${cidr} ip daddr != ${cidr} oifname "${uplink}" masquerade
  }
}

# Every interface has a link-local address: the plan knows no IPv6, so nothing may come in by it.
table ip6 moco_nat
delete table ip6 moco_nat
table ip6 moco_nat {
  chain input {
    type filter hook input priority filter; policy accept;
    iifname "${bridge}.*" drop
  }
}
MOCO_FILE
  then reload=yes; fi
  if put /etc/systemd/system/moco-nat.service 0644 "moco-nat.service" <<'MOCO_FILE'
# Managed by moco-infra.
[Unit]
Description=Address translation for the guests of this node
Wants=network-pre.target
Before=network-pre.target

[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/usr/sbin/nft --file /etc/moco/nat.nft
ExecReload=/usr/sbin/nft --file /etc/moco/nat.nft

[Install]
WantedBy=multi-user.target
MOCO_FILE
  then
    systemctl daemon-reload
    reload=yes
  fi
  systemctl enable --quiet moco-nat.service
  if [ "$reload" = yes ]; then
    systemctl reload-or-restart moco-nat.service
  else
    systemctl start moco-nat.service
  fi
}

# Guests' firewalls count only when the datacenter's is on. The node itself stays as open as it was:
# closing it is a decision for somebody who stands beside it (docs/bootstrap.md).
prepare_firewall() {
  if [ "$(pvesh get /cluster/firewall/options --output-format json | json 'int(it.get("enable", 0))')" != 0 ]; then
    already "firewall of the datacenter"
  else
    pvesh set /cluster/firewall/options --enable 1 --policy_in ACCEPT >/dev/null
    changed "firewall of the datacenter (the node itself accepts what it accepted before)"
  fi
}
`;
}

import { guestFirewall } from "../../../components/proxmox-vm/guest-firewall";

const rule = {
  source: "10.50.0.10",
  protocol: "tcp",
  port: 80,
  why: 'public "names" { }',
} as const;

const addresses = { address: "10.50.0.70", gateway: "10.50.0.65", range: "10.50.0.0/24" };

describe("guestFirewall", () => {
  it("drops by default, before Docker's own rules, and lets declared flows through by asked port", () => {
    expect(guestFirewall(addresses, [rule]).content).toBe(`# Managed by moco-infra.
table inet moco
delete table inet moco
table inet moco {
  chain input {
    type filter hook input priority filter; policy drop;
    ct state established,related accept
    ct state invalid drop
    iifname "lo" accept
    ip saddr 10.50.0.65 icmp type echo-request accept
    ip saddr 10.50.0.10 tcp dport 80 accept comment "public names"
  }

  chain forward {
    type filter hook forward priority filter - 10; policy drop;
    ct state established,related accept
    iifname "docker0" ip daddr 10.50.0.0/24 jump reaches
    iifname "br-*" ip daddr 10.50.0.0/24 jump reaches
    iifname "docker0" accept
    iifname "br-*" accept
    ip saddr 10.50.0.10 ct original ip daddr 10.50.0.70 meta l4proto tcp ct original proto-dst 80 accept comment "public names"
  }

  # What containers may reach in the location's own range: each service brings its own.
  chain reaches {
  }
}
include "/etc/moco/reaches/*.nft"
table inet moco {
  chain reaches {
    drop
  }
}
`);
  });
});

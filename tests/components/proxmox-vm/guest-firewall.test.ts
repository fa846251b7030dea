import { guestFirewall } from "../../../components/proxmox-vm/guest-firewall";

const rule = {
  source: "10.50.0.10",
  protocol: "tcp",
  port: 80,
  why: 'public "names" { }',
} as const;

describe("guestFirewall", () => {
  it("drops by default, before Docker's own rules, and lets declared flows through by asked port", () => {
    expect(guestFirewall("10.50.0.70", "10.50.0.65", [rule]).content).toBe(`# Managed by moco-infra.
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
    iifname "docker0" accept
    iifname "br-*" accept
    ip saddr 10.50.0.10 ct original ip daddr 10.50.0.70 meta l4proto tcp ct original proto-dst 80 accept comment "public names"
  }
}
`);
  });
});

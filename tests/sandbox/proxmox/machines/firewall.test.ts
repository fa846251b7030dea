import { type FilteredGuest, renderFirewall } from "../../../../sandbox/proxmox/machines/firewall";

const apps: FilteredGuest = {
  vmId: 120,
  name: "pm1-apps",
  address: "10.50.0.70",
  gateway: "10.50.0.65",
  inputPolicy: "DROP",
  outputPolicy: "ACCEPT",
  rules: [
    {
      type: "in",
      action: "ACCEPT",
      enabled: true,
      source: "10.50.0.65",
      proto: "tcp",
      dport: "22",
    },
    {
      type: "in",
      action: "ACCEPT",
      enabled: true,
      source: "10.50.0.10,10.50.0.70",
      proto: "tcp",
      dport: "80,8000:8010",
      comment: 'the "edge"',
    },
    { type: "in", action: "ACCEPT", enabled: false, proto: "udp", dport: "53" },
    { type: "in", action: "REJECT", enabled: true, proto: "icmp" },
    { type: "out", action: "ACCEPT", enabled: true, dest: "172.29.0.3" },
  ],
};

const strict: FilteredGuest = {
  ...apps,
  vmId: 110,
  name: "pm1-mgmt",
  address: "10.50.0.10",
  gateway: "10.50.0.1",
  inputPolicy: "REJECT",
  outputPolicy: "DROP",
  rules: [],
};

describe("renderFirewall", () => {
  it("lets through what is declared, in the order of numbers, operators as the gateway", () => {
    expect(renderFirewall([apps, strict])).toBe(`table inet pve_standin
delete table inet pve_standin
table inet pve_standin {
  chain forward {
    type filter hook forward priority filter; policy drop;
    ct state established,related accept
    ct state invalid drop
    iifname "vmbr0" ip saddr != 172.29.0.1 drop
    ip saddr 10.50.0.10 jump guest-110-out
    ip saddr 10.50.0.70 jump guest-120-out
    oifname "vmbr0" ip daddr 172.29.0.0/24 accept
    oifname "vmbr0" reject with icmpx admin-prohibited
    goto guests
  }
  chain output {
    type filter hook output priority filter; policy accept;
    ct state established,related accept
    oifname "vmbr0" ip daddr != 172.29.0.0/24 reject with icmpx admin-prohibited
    oifname "vmbr1.*" goto guests
  }
  chain guests {
    ip daddr 10.50.0.10 goto guest-110-in
    ip daddr 10.50.0.70 goto guest-120-in
    accept
  }
  chain guest-110-in {
    comment "pm1-mgmt"
    reject with icmpx admin-prohibited
  }
  chain guest-110-out {
    comment "pm1-mgmt"
    drop
  }
  chain guest-120-in {
    comment "pm1-apps"
    ip saddr { 10.50.0.65, 172.29.0.1 } tcp dport 22 accept
    ip saddr { 10.50.0.10, 10.50.0.70 } tcp dport { 80, 8000-8010 } accept comment "the  edge "
    meta l4proto icmp reject with icmpx admin-prohibited
    drop
  }
  chain guest-120-out {
    comment "pm1-apps"
    ip daddr 172.29.0.3 return
  }
  chain postrouting {
    type nat hook postrouting priority srcnat; policy accept;
    oifname "vmbr1.*" ip saddr 172.29.0.1 masquerade
  }
}
`);
  });

  it("lets everything through between guests without a firewall, and nothing further out", () => {
    const text = renderFirewall([]);
    expect(text).toContain("  chain guests {\n    accept\n  }\n");
    expect(text).toContain('oifname "vmbr0" reject with icmpx admin-prohibited');
  });
});

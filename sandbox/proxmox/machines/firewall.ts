import { wan } from "@moco-sandbox/world";

/** One rule of a guest's Proxmox firewall, in the words of its API. */
export interface FirewallRule {
  readonly type: "in" | "out";
  readonly action: "ACCEPT" | "DROP" | "REJECT";
  readonly enabled: boolean;
  readonly proto?: string;
  readonly source?: string;
  readonly dest?: string;
  readonly sport?: string;
  readonly dport?: string;
  readonly comment?: string;
}

/** A guest as the node's firewall sees it. */
export interface FilteredGuest {
  readonly vmId: number;
  readonly name: string;
  readonly address: string;
  /** The node's own address in the guest's VLAN. */
  readonly gateway: string;
  readonly inputPolicy: "ACCEPT" | "DROP" | "REJECT";
  readonly outputPolicy: "ACCEPT" | "DROP" | "REJECT";
  readonly rules: readonly FirewallRule[];
}

/**
 * The node's whole filter. Guests are the ones whose firewall is on; the others are let through, as on
 * a real node. Outside the locations there is only the stand-in for the internet, and only operators
 * come in from there: their packets would, in reality, leave the tunnel's connector on this node, hence
 * they count as the node's own and get its address.
 */
export function renderFirewall(guests: readonly FilteredGuest[]): string {
  const sorted = [...guests].sort((a, b) => a.vmId - b.vmId);
  return `${[
    "table inet pve_standin",
    "delete table inet pve_standin",
    "table inet pve_standin {",
    "  chain forward {",
    "    type filter hook forward priority filter; policy drop;",
    "    ct state established,related accept",
    "    ct state invalid drop",
    `    iifname "vmbr0" ip saddr != ${wan.host} drop`,
    ...sorted.map((guest) => `    ip saddr ${guest.address} jump guest-${String(guest.vmId)}-out`),
    `    oifname "vmbr0" ip daddr ${wan.subnet} accept`,
    '    oifname "vmbr0" reject with icmpx admin-prohibited',
    "    goto guests",
    "  }",
    "  chain output {",
    "    type filter hook output priority filter; policy accept;",
    "    ct state established,related accept",
    `    oifname "vmbr0" ip daddr != ${wan.subnet} reject with icmpx admin-prohibited`,
    '    oifname "vmbr1.*" goto guests',
    "  }",
    "  chain guests {",
    ...sorted.map((guest) => `    ip daddr ${guest.address} goto guest-${String(guest.vmId)}-in`),
    "    accept",
    "  }",
    ...sorted.flatMap(renderGuest),
    "  chain postrouting {",
    "    type nat hook postrouting priority srcnat; policy accept;",
    `    oifname "vmbr1.*" ip saddr ${wan.host} masquerade`,
    "  }",
    "}",
  ].join("\n")}\n`;
}

function renderGuest(guest: FilteredGuest): string[] {
  const chain = (direction: "in" | "out", end: string): string[] => [
    `  chain guest-${String(guest.vmId)}-${direction} {`,
    `    comment "${guest.name}"`,
    ...guest.rules
      .filter((rule) => rule.enabled && rule.type === direction)
      .map((rule) => `    ${renderRule(rule, guest.gateway)}`),
    ...(end === "" ? [] : [`    ${end}`]),
    "  }",
  ];
  return [
    ...chain("in", renderVerdict(guest.inputPolicy)),
    // What may leave still has to be let in where it goes.
    ...chain("out", guest.outputPolicy === "ACCEPT" ? "" : renderVerdict(guest.outputPolicy)),
  ];
}

function renderRule(rule: FirewallRule, gateway: string): string {
  const { proto, source, dest, sport, dport, comment } = rule;
  return [
    ...(source === undefined ? [] : [`ip saddr ${renderSet(withOperators(source, gateway))}`]),
    ...(dest === undefined ? [] : [`ip daddr ${renderSet(dest)}`]),
    ...(proto !== undefined && sport === undefined && dport === undefined
      ? [`meta l4proto ${proto}`]
      : []),
    ...(sport === undefined ? [] : [`${proto ?? "tcp"} sport ${renderSet(sport)}`]),
    ...(dport === undefined ? [] : [`${proto ?? "tcp"} dport ${renderSet(dport)}`]),
    rule.action === "ACCEPT" && rule.type === "out" ? "return" : renderVerdict(rule.action),
    ...(comment === undefined
      ? []
      : [`comment "${comment.replace(/["\\\n]/g, " ").slice(0, 127)}"`]),
  ].join(" ");
}

/** Operators' packets carry the gateway's address only after this filter. */
function withOperators(source: string, gateway: string): string {
  const named = source.split(",").map((each) => each.trim());
  return named.includes(gateway) ? [...named, wan.host].join(",") : source;
}

/** Proxmox writes lists with commas and port ranges with a colon. */
function renderSet(list: string): string {
  const elements = list.split(",").map((each) => each.trim().replace(/^(\d+):(\d+)$/, "$1-$2"));
  return elements.length === 1 ? elements.join("") : `{ ${elements.join(", ")} }`;
}

function renderVerdict(action: FirewallRule["action"]): string {
  return action === "REJECT" ? "reject with icmpx admin-prohibited" : action.toLowerCase();
}

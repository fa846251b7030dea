import type { GuestPlan, VlanPlan } from "./location-plan";

/** One permission to open connections to a guest; whatever no flow names is dropped. */
export interface Flow {
  readonly from: FlowSource;
  /** Name of the guest that is connected to. */
  readonly to: string;
  readonly protocol: "tcp" | "udp";
  readonly port: number;
  /** Shown beside the rule in Proxmox and on the guest: `pm1-apps uses n8n-database`. */
  readonly why: string;
}

/** Another guest of the location, or the node (operators arrive from its address in the guest's VLAN). */
export type FlowSource = { readonly guest: string } | { readonly gateway: true };

/** A flow as a firewall needs it: addresses instead of names. */
export interface FlowRule {
  readonly source: string;
  readonly protocol: "tcp" | "udp";
  readonly port: number;
  readonly why: string;
}

/** The rules that let traffic into one guest, in a stable order, equal ones merged. */
export function flowsInto(
  guest: GuestPlan,
  vlan: VlanPlan,
  flows: readonly Flow[],
  guests: readonly GuestPlan[],
): readonly FlowRule[] {
  const rules = new Map<string, FlowRule>();
  for (const { from, to, protocol, port, why } of flows) {
    if (to !== guest.name) continue;
    for (const source of sourceAddresses(from, vlan, guests)) {
      // A guest's connections to itself never leave it, so no firewall sees them.
      if (source === guest.address) continue;
      const key = `${source} ${protocol} ${String(port).padStart(5, "0")}`;
      const same = rules.get(key);
      const reasons = same === undefined ? why : joined(same.why, why);
      rules.set(key, { source, protocol, port, why: reasons });
    }
  }
  return [...rules.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, rule]) => rule);
}

/** Services share connections; the rule says all of its reasons, each once. */
function joined(reasons: string, why: string): string {
  return reasons.split("; ").includes(why) ? reasons : `${reasons}; ${why}`;
}

function sourceAddresses(
  from: FlowSource,
  { gateway }: VlanPlan,
  guests: readonly GuestPlan[],
): readonly string[] {
  if ("gateway" in from) return [gateway];
  return guests.filter(({ name }) => name === from.guest).map(({ address }) => address);
}

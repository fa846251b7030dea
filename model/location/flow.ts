import type { GuestPlan, LocationPlan } from "./location-plan";
import { vlanOf } from "./location-plan";

/** One permission to open connections to a guest; whatever no flow names is dropped. */
export interface Flow {
  readonly from: FlowSource;
  /** Name of the guest that is connected to. */
  readonly to: string;
  readonly protocol: "tcp" | "udp";
  readonly port: number;
  /** Shown beside the rule in Proxmox and on the guest: `n8n uses n8n-database`. */
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
  flows: readonly Flow[],
  plan: LocationPlan,
): readonly FlowRule[] {
  const rules = new Map<string, FlowRule>();
  for (const { from, to, protocol, port, why } of flows) {
    if (to !== guest.name) continue;
    const source = sourceAddress(from, guest, plan);
    // A guest's connections to itself never leave it, so no firewall sees them.
    if (source === guest.address) continue;
    const key = `${source} ${protocol} ${String(port).padStart(5, "0")}`;
    const same = rules.get(key);
    rules.set(key, {
      source,
      protocol,
      port,
      why: same === undefined ? why : joined(same.why, why),
    });
  }
  return [...rules.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, rule]) => rule);
}

/** Services share connections; the rule says all of its reasons, each once. */
function joined(reasons: string, why: string): string {
  return reasons.split("; ").includes(why) ? reasons : `${reasons}; ${why}`;
}

function sourceAddress(from: FlowSource, guest: GuestPlan, plan: LocationPlan): string {
  if ("gateway" in from) return vlanOf(guest, plan).gateway;
  const source = plan.guests.find(({ name }) => name === from.guest);
  if (source === undefined) {
    throw new Error(`no guest ${from.guest} in the plan of ${plan.name}, named by a flow`);
  }
  return source.address;
}

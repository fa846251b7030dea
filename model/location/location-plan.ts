import type { Size } from "../basics/units";

/** One location's network as written in its configuration: every address is known before anything runs. */
export interface LocationPlan {
  /** `pm1` */
  readonly name: string;
  /** Range of the whole location, `10.50.0.0/24`; split up by the VLANs. */
  readonly cidr: string;
  readonly node: NodePlan;
  readonly vlans: readonly VlanPlan[];
  readonly guests: readonly GuestPlan[];
  readonly overcommit: Overcommit;
}

/** The Proxmox node that the location's guests run on. */
export interface NodePlan {
  /** As Proxmox knows it. */
  readonly name: string;
  /** VLAN-aware bridge that carries the location's VLANs; made by bootstrap. */
  readonly bridge: string;
  /** Threads that its guests share. */
  readonly cores: number;
  readonly memory: Size;
}

/**
 * How far limits may exceed what is there. A limit is a ceiling that services rarely reach at the same time;
 * what they need every day is reserved, and reservations never exceed what is there.
 */
export interface Overcommit {
  /** CPU can be shared out: too much of it makes everything slow, and breaks nothing. @default 4 */
  readonly cpus: number;
  /** Memory cannot: too much of it ends in killed programs. @default 1.5 */
  readonly memory: number;
}

/** The VLANs that a location can have; who may talk to whom is a matter of flows. */
export const vlanNames = ["management", "application", "data", "external"] as const;

export type VlanName = (typeof vlanNames)[number];

export interface VlanPlan {
  /** 802.1Q tag, 1-4094. */
  readonly id: number;
  readonly name: VlanName;
  readonly cidr: string;
  /** The node's own address in this VLAN, by custom the first. */
  readonly gateway: string;
}

export interface GuestPlan {
  /** `<location>-<role>`, which is also its hostname. */
  readonly name: string;
  /** 100-8999; its data guest has this number plus 1000. */
  readonly vmId: number;
  readonly vlan: VlanName;
  readonly address: string;
  readonly cores: number;
  readonly memory: Size;
  readonly systemDisk: Size;
  /** A file on the system disk. */
  readonly swap: Size;
  readonly dataDisk: Size;
  /** Any text; a new one replaces the guest, its data disk stays. */
  readonly rebuild: string;
  /** True refuses to delete the data guest; the guest itself holds nothing and may be rebuilt. */
  readonly protect: boolean;
}

/** What lies between the number of a guest and the number of its data guest. */
export const dataGuestOffset = 1_000;

/** Number of the never started guest that owns a guest's data disk. */
export function dataVmId(guest: GuestPlan): number {
  return guest.vmId + dataGuestOffset;
}

/** Name of the never started guest that owns a guest's data disk. */
export function dataGuestName(guest: GuestPlan): string {
  return `${guest.name}-data`;
}

/** Prefix length of a range, `26` of `10.50.0.64/26`. */
export function prefixOf(cidr: string): string {
  return cidr.slice(cidr.indexOf("/") + 1);
}

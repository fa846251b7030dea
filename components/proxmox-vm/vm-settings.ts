import type { types, VmLegacyArgs } from "@muhlba91/pulumi-proxmoxve";

import {
  type GuestPlan,
  type NodePlan,
  prefixOf,
  type VlanPlan,
} from "../../model/location/location-plan";
import { toMebibytes, type Size } from "../../model/basics/units";

/**
 * What the provider may do to a guest, and to what it owns, without being told. Its own defaults are
 * dangerous here, so that every one of them is written out.
 */
export const destroySettings = {
  // A rebuilt guest has the same number: it must still be in the backup jobs afterwards.
  purgeOnDestroy: false,
  // The guest's own disks go with it; whatever else carries its number is for a person to judge.
  deleteUnreferencedDisksOnDestroy: false,
  // A clean shutdown lets databases close. One that hangs is switched off by Proxmox after five minutes,
  // not after the provider's thirty. The larger of the two is all that a delete may take, the disks included.
  stopOnDestroy: false,
  timeoutShutdownVm: 300,
  timeoutStopVm: 600,
  // An update that needs a restart says so, and a person chooses the hour.
  rebootAfterUpdate: false,
} as const;

/** Hardware that every guest has. */
export const hardware: Partial<VmLegacyArgs> = {
  machine: "q35",
  bios: "seabios",
  scsiHardware: "virtio-scsi-single",
  operatingSystem: { type: "l26" },
  // Debian's cloud kernels panic without a serial console when their disk was resized.
  serialDevices: [{ device: "socket" }],
};

/** The guest agent, for clean shutdowns and backups; addresses come from the plan, so nothing waits for it. */
export const agent: types.input.VmLegacyAgent = {
  enabled: true,
  trim: true,
  timeout: "60s",
  waitForIp: { disabled: true },
};

/** The network card: in the guest's VLAN, behind Proxmox' firewall. */
export function networkDevice(node: NodePlan, vlan: VlanPlan): types.input.VmLegacyNetworkDevice {
  return {
    bridge: node.bridge,
    model: "virtio",
    vlanId: vlan.id,
    firewall: true,
  };
}

/** The planned address, for cloud-init. */
export function ipConfig(
  guest: GuestPlan,
  { cidr, gateway }: VlanPlan,
): types.input.VmLegacyInitializationIpConfig {
  return { ipv4: { address: `${guest.address}/${prefixOf(cidr)}`, gateway } };
}

/** Gigabytes, the unit of Proxmox' disks. */
export function toGibibytes(size: Size): number {
  return toMebibytes(size) / 1_024;
}

/** Where a right is given: on every guest, the named storages, the node, or the node's bridges. */
export type PrivilegeScope = "guests" | "storages" | "node" | "bridges";

export interface Privilege {
  readonly name: string;
  readonly scope: PrivilegeScope;
  readonly why: string;
  /** Major versions of Proxmox VE that know it; @default all */
  readonly releases?: readonly number[];
}

/** What Pulumi may do through Proxmox' API, and nothing more. No console, no users, no other nodes. */
export const privileges: readonly Privilege[] = [
  { name: "VM.Allocate", scope: "guests", why: "make and delete guests" },
  { name: "VM.Audit", scope: "guests", why: "read a guest's settings to compare them" },
  { name: "VM.Config.CDROM", scope: "guests", why: "attach the cloud-init drive" },
  { name: "VM.Config.CPU", scope: "guests", why: "set cores" },
  { name: "VM.Config.Cloudinit", scope: "guests", why: "set address and user data" },
  { name: "VM.Config.Disk", scope: "guests", why: "attach the data disk of another guest" },
  { name: "VM.Config.HWType", scope: "guests", why: "set machine, controller and serial console" },
  { name: "VM.Config.Memory", scope: "guests", why: "set memory" },
  { name: "VM.Config.Network", scope: "guests", why: "set VLAN and firewall rules of a guest" },
  { name: "VM.Config.Options", scope: "guests", why: "set agent, start order, protection, tags" },
  { name: "VM.PowerMgmt", scope: "guests", why: "start and shut down guests" },
  { name: "VM.Monitor", scope: "guests", why: "ask the guest agent", releases: [8] },
  { name: "VM.GuestAgent.Audit", scope: "guests", why: "ask the guest agent", releases: [9] },
  { name: "Datastore.AllocateSpace", scope: "storages", why: "make disks" },
  { name: "Datastore.AllocateTemplate", scope: "storages", why: "download the cloud image" },
  { name: "Datastore.Audit", scope: "storages", why: "find images, snippets and disks" },
  { name: "Datastore.Allocate", scope: "storages", why: "delete an old image or snippet" },
  { name: "Sys.Audit", scope: "node", why: "read the node's network and status" },
  { name: "Sys.Modify", scope: "node", why: "make the interfaces of VLANs" },
  { name: "Sys.AccessNetwork", scope: "node", why: "let the node download the cloud image" },
  { name: "SDN.Use", scope: "bridges", why: "plug guests into the bridge" },
];

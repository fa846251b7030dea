/** Where a right is given: on every guest, a storage by what is kept there, the node, or its bridges. */
export type PrivilegeScope = "guests" | "disks" | "files" | "node" | "bridges";

export interface Privilege {
  readonly name: string;
  readonly scope: PrivilegeScope;
  readonly why: string;
}

/**
 * What Pulumi may do through Proxmox' API, and nothing more. No console, no users, no other nodes, nothing on
 * `/`, and nothing with the guest agent, which is root in a guest.
 */
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
  { name: "VM.Config.Options", scope: "guests", why: "set agent, protection, tags" },
  { name: "VM.PowerMgmt", scope: "guests", why: "start and shut down guests" },
  { name: "Datastore.AllocateSpace", scope: "disks", why: "make disks" },
  { name: "Datastore.Audit", scope: "disks", why: "see disks, and attach that of another guest" },
  { name: "Datastore.Allocate", scope: "files", why: "find the folder, delete what is old" },
  { name: "Datastore.AllocateTemplate", scope: "files", why: "download the cloud image" },
  { name: "Datastore.Audit", scope: "files", why: "find images and snippets" },
  { name: "Sys.Audit", scope: "node", why: "read the node's network and status" },
  { name: "Sys.Modify", scope: "node", why: "make the interfaces of VLANs" },
  { name: "Sys.AccessNetwork", scope: "node", why: "let the node download the cloud image" },
  { name: "SDN.Use", scope: "bridges", why: "plug guests into the bridge" },
];

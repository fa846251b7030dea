import { FileLegacy, firewall, VmLegacy } from "@muhlba91/pulumi-proxmoxve";
import { remote } from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";

import {
  dataGuestName,
  dataVmId,
  type GuestPlan,
  type NodePlan,
  type VlanPlan,
} from "../../model/location/location-plan";
import type { FlowRule } from "../../model/location/flow";
import type { CloudImage } from "./cloud-image";
import { dataDiskInterface } from "./data-disk-script";
import { refuseDiskChange } from "./disk-change";
import type { DockerRegistries } from "./docker-daemon";
import type { GuestFile } from "../host/host";
import { renderReadyScript } from "./ready-script";
import { systemFiles } from "./system-files";
import { type Login, renderUserData } from "./user-data";
import {
  agent,
  destroySettings,
  hardware,
  ipConfig,
  networkDevice,
  toGibibytes,
} from "./vm-settings";
import { type GuestConnection, type Host, toBootingConnection } from "../host/host";
import { toMebibytes } from "../../model/basics/units";

export { createCloudImage } from "./cloud-image";

// A guest: a virtual machine that can be thrown away and made again, and a second one, never started,
// that owns its data disk and stays. Services are not its business.

export interface ProxmoxVmArgs {
  readonly guest: GuestPlan;
  readonly node: NodePlan;
  /** Range of the whole location. */
  readonly range: string;
  readonly vlan: VlanPlan;
  /** What may connect to it, by address. */
  readonly rules: readonly FlowRule[];
  readonly image: CloudImage;
  /** Storage for the guest's disks, `local-lvm`. */
  readonly datastore: string;
  /** Storage with content type `snippets`, `local`. */
  readonly snippetDatastore: string;
  readonly login: Login;
  /** Made beforehand, so that first contact is already pinned. */
  readonly hostKey: { readonly public: string; readonly private: pulumi.Input<string> };
  readonly docker: DockerRegistries;
  /** Kept up to date on the guest in place, besides the files of its system. */
  readonly files: readonly GuestFile[];
  /** @default 1.1.1.1 and 9.9.9.9 */
  readonly nameservers?: readonly string[];
  /** The guest before this one on the same node: storage takes one clone or import at a time. */
  readonly previous?: ProxmoxVm;
  /** What the machine cannot start without: the interfaces of its VLAN. */
  readonly after?: readonly pulumi.Resource[];
}

/**
 * One guest with its data disk, firewall and system files.
 *
 *     const guest = new ProxmoxVm("pm1-apps", { guest: plan, node, vlan, rules, image, … });
 *     new remote.Command("there", { connection: toCommandConnection(guest.connection), ... },
 *       { dependsOn: [guest.ready], deletedWith: guest.vm });
 */
export class ProxmoxVm extends pulumi.ComponentResource {
  /** @internal */
  static readonly __pulumiType = "moco:index:ProxmoxVm";

  /** How all that runs on the guest takes it. */
  readonly host: Host;
  readonly connection: GuestConnection;
  /** Changes whenever the guest is rebuilt; an input of every command that must run again then. */
  readonly generation: pulumi.Output<string>;
  /** Done when the guest is up and its files are in place; all that runs on it depends on this. */
  readonly ready: remote.Command;
  readonly vm: VmLegacy;
  readonly dataGuest: VmLegacy;

  constructor(name: string, args: ProxmoxVmArgs, opts?: pulumi.ComponentResourceOptions) {
    const { guest, login, hostKey, rules, vlan } = args;
    const connection: GuestConnection = {
      host: guest.address,
      port: 22,
      user: login.user,
      hostKey: hostKey.public,
    };
    super(ProxmoxVm.__pulumiType, name, { guest, rules, connection }, opts);
    this.connection = connection;
    const files = systemFiles({
      guest: guest.name,
      login,
      address: guest.address,
      gateway: vlan.gateway,
      range: args.range,
      rules,
      docker: args.docker,
      swap: guest.swap,
    });
    this.dataGuest = this.createDataGuest(name, args);
    const snippet = this.createSnippet(name, args, files);
    this.vm = this.createGuest(name, args, snippet);
    this.generation = macAddress(this.vm);
    const guards = this.createFirewall(name, args);
    this.ready = this.createReady(name, args.guest, [...files, ...args.files], guards);
    const { generation, ready, vm } = this;
    this.host = { name: guest.name, connection, generation, ready, vm };
    this.registerOutputs({ guest, rules, connection });
  }

  /** Never started: it only owns the data disk, which so outlives every rebuild of the guest. */
  private createDataGuest(name: string, { guest, node, datastore }: ProxmoxVmArgs): VmLegacy {
    return new VmLegacy(
      `${name}-data`,
      {
        nodeName: node.name,
        vmId: dataVmId(guest),
        name: dataGuestName(guest),
        description: `Owns the data disk of ${guest.name}. Never started; never delete it.`,
        tags: ["data-disk", "moco-infra"],
        started: false,
        onBoot: false,
        protection: guest.protect,
        ...hardware,
        ...destroySettings,
        disks: [
          {
            interface: "scsi0",
            datastoreId: datastore,
            fileFormat: "raw",
            size: toGibibytes(guest.dataDisk),
            discard: "on",
            iothread: true,
          },
        ],
      },
      {
        parent: this,
        protect: guest.protect,
        hooks: { beforeUpdate: [refuseDiskChange(`${name}-data`, guest, "dataDisk")] },
      },
    );
  }

  private createSnippet(
    name: string,
    { guest, node, login, hostKey, snippetDatastore }: ProxmoxVmArgs,
    files: readonly GuestFile[],
  ): FileLegacy {
    const data = pulumi.secret(hostKey.private).apply((key) =>
      renderUserData({
        guest: guest.name,
        login,
        hostKey: { public: hostKey.public, private: key },
        files,
      }),
    );
    return new FileLegacy(
      `${name}-user-data`,
      {
        nodeName: node.name,
        datastoreId: snippetDatastore,
        contentType: "snippets",
        sourceRaw: { fileName: snippetName(guest), data },
      },
      // Every start of the guest reads it, so it is written over and never missing in between. Both versions
      // have one name: to delete the old one would take the new one away.
      { parent: this, retainOnDelete: true, additionalSecretOutputs: ["sourceRaw"] },
    );
  }

  private createGuest(name: string, args: ProxmoxVmArgs, snippet: FileLegacy): VmLegacy {
    const { guest, node, vlan, datastore, image, previous } = args;
    return new VmLegacy(
      `${name}-vm`,
      {
        nodeName: node.name,
        vmId: guest.vmId,
        name: guest.name,
        // Sorted, as Proxmox gives them back.
        tags: ["moco-infra", guest.vlan].sort(),
        started: true,
        onBoot: true,
        ...hardware,
        ...destroySettings,
        agent,
        cpu: { cores: guest.cores, type: "x86-64-v2-AES" },
        memory: { dedicated: toMebibytes(guest.memory) },
        networkDevices: [networkDevice(node, vlan)],
        disks: [
          {
            interface: "scsi0",
            datastoreId: datastore,
            fileFormat: "raw",
            importFrom: image.fileId,
            size: toGibibytes(guest.systemDisk),
            discard: "on",
            iothread: true,
          },
          {
            interface: dataDiskInterface,
            datastoreId: datastore,
            fileFormat: "raw",
            pathInDatastore: dataDiskPath(this.dataGuest),
            size: toGibibytes(guest.dataDisk),
            discard: "on",
            iothread: true,
          },
        ],
        initialization: {
          type: "nocloud",
          interface: "ide2",
          datastoreId: datastore,
          dns: { servers: [...(args.nameservers ?? ["1.1.1.1", "9.9.9.9"])] },
          ipConfigs: [ipConfig(guest, vlan)],
          // Written out, not read from the snippet: a changed snippet must not replace the guest.
          userDataFileId: `${args.snippetDatastore}:snippets/${snippetName(guest)}`,
        },
      },
      {
        parent: this,
        dependsOn: [
          snippet,
          image.resource,
          ...(previous === undefined ? [] : [previous.vm]),
          ...(args.after ?? []),
        ],
        // Number, address and data disk cannot be had twice.
        deleteBeforeReplace: true,
        hooks: { beforeUpdate: [refuseDiskChange(`${name}-vm`, guest, "systemDisk")] },
        // The data disk grows at its owner.
        ignoreChanges: ["disks[1].size"],
        // An address is set at the first boot as well.
        replacementTrigger: [guest.rebuild, guest.vlan, guest.address],
      },
    );
  }

  /** Proxmox' own firewall at the guest's network card, which nothing in the guest can switch off. */
  private createFirewall(
    name: string,
    { guest, node, rules }: ProxmoxVmArgs,
  ): readonly pulumi.Resource[] {
    const place = { nodeName: node.name, vmId: guest.vmId };
    const opts = {
      parent: this,
      dependsOn: [this.vm],
      deletedWith: this.vm,
      // Proxmox forgets a guest's firewall together with the guest, and answers as if nothing were amiss when
      // it is asked for that of a guest which is gone: a refresh does not see the loss. A new guest has a new
      // generation, however it came to be. `replaceWith` is for states from before there was a trigger.
      replacementTrigger: [this.generation],
      replaceWith: [this.vm],
      deleteBeforeReplace: true,
    };
    return [
      new firewall.RulesLegacy(
        `${name}-rules`,
        {
          ...place,
          rules: rules.map(({ source, protocol, port, why }) => ({
            type: "in",
            action: "ACCEPT",
            source,
            proto: protocol,
            dport: String(port),
            comment: why,
          })),
        },
        opts,
      ),
      new firewall.OptionsLegacy(
        `${name}-firewall`,
        // No `ipfilter`: for a machine, unlike a container, Proxmox knows no IPv4 address by itself, so
        // without an ipset `ipfilter-net0` that names it, it would drop everything the guest sends.
        { ...place, enabled: true, inputPolicy: "DROP", outputPolicy: "ACCEPT" },
        opts,
      ),
    ];
  }

  private createReady(
    name: string,
    guest: GuestPlan,
    files: readonly GuestFile[],
    guards: readonly pulumi.Resource[],
  ): remote.Command {
    const script = renderReadyScript(files, {
      system: toGibibytes(guest.systemDisk),
      data: toGibibytes(guest.dataDisk),
    });
    return new remote.Command(
      `${name}-ready`,
      {
        connection: toBootingConnection(this.connection),
        create: "sudo bash -s",
        // The script is the same for a rebuilt guest; its generation makes it run there again.
        stdin: pulumi.interpolate`# generation ${this.generation}\n${script}`,
        // sshd accepts no environment from its clients.
        addPreviousOutputInEnv: false,
      },
      {
        parent: this,
        // A data disk that grew has to be larger before its file system is.
        dependsOn: [this.vm, this.dataGuest, ...guards],
        deletedWith: this.vm,
        customTimeouts: { create: "20m", update: "20m" },
      },
    );
  }
}

function snippetName(guest: GuestPlan): string {
  return `${guest.name}-user-data.yaml`;
}

/** Assigned by Proxmox for every new guest, and kept as long as the guest lives. */
function macAddress(vm: VmLegacy): pulumi.Output<string> {
  return vm.networkDevices.apply((devices) => devices[0]?.macAddress ?? "");
}

function dataDiskPath(dataGuest: VmLegacy): pulumi.Output<string> {
  return dataGuest.disks.apply((disks) => disks?.[0]?.pathInDatastore ?? "");
}

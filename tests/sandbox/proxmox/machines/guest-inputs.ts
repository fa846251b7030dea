import type { Values } from "@moco-sandbox/provider-framework/plugin";

import { node } from "./node-with-access";

// What a program would ask of the provider.

export const image = "local:import/guest.qcow2";
export const dataDisk: Values = { interface: "scsi0", datastoreId: "local-lvm", size: 8 };

export function vlanInputs(tag: number, address: string): Values {
  return { nodeName: node, name: `vmbr1.${String(tag)}`, address };
}

export function dataGuestInputs(name: string, vmId: number): Values {
  return { nodeName: node, vmId, name, started: false, disks: [dataDisk] };
}

/** What differs from guest to guest. */
export interface GuestInputs {
  readonly name: string;
  readonly vmId: number;
  readonly vlan: number;
  readonly address: string;
  readonly gateway: string;
  readonly dataDisk?: string;
}

export function guestInputs(guest: GuestInputs): Values {
  return {
    nodeName: node,
    vmId: guest.vmId,
    name: guest.name,
    cpu: { cores: 1 },
    memory: { dedicated: 512 },
    networkDevices: [{ bridge: "vmbr1", vlanId: guest.vlan, firewall: true }],
    disks: [
      { interface: "scsi0", datastoreId: "local-lvm", importFrom: image, size: 8 },
      ...(guest.dataDisk === undefined
        ? []
        : [{ ...dataDisk, interface: "scsi1", pathInDatastore: guest.dataDisk }]),
    ],
    initialization: {
      ipConfigs: [{ ipv4: { address: `${guest.address}/26`, gateway: guest.gateway } }],
      userDataFileId: "local:snippets/guest.yaml",
    },
  };
}

export const app = {
  name: "spare-test-apps",
  vmId: 920,
  vlan: 20,
  address: "10.99.0.70",
  gateway: "10.99.0.65",
};
export const data = {
  name: "spare-test-data",
  vmId: 930,
  vlan: 30,
  address: "10.99.0.134",
  gateway: "10.99.0.129",
};

export function rulesInputs(vmId: number, rules: readonly Values[]): Values {
  return { nodeName: node, vmId, rules };
}

export const ssh = (gateway: string): Values => ({
  type: "in",
  action: "ACCEPT",
  source: gateway,
  proto: "tcp",
  dport: "22",
  comment: "operators",
});

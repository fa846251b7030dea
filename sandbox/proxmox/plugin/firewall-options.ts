import type { ResourceHandler, Values } from "@moco-sandbox/provider-framework/plugin";

import { applyFirewall } from "../machines/node-firewall";
import {
  changeRecord,
  type FirewallOptions,
  type FirewallRecord,
  type NodeRecord,
  readRecord,
} from "../machines/node-record";
import { askNode } from "./node-api";
import { presentGuest } from "./present-guest";
import type { ProviderConfig } from "./provider-config";

const policies = ["ACCEPT", "DROP", "REJECT"] as const;

/** Whether a guest's firewall is on, and what it does with what no rule names. */
export const firewallOptions: ResourceHandler<ProviderConfig> = {
  replacesOn: (changed) => changed.filter((name) => ["nodeName", "vmId"].includes(name)),
  create: async (inputs, { config }) => {
    await setOptions(config, inputs);
    return { id: `vm/${String(inputs["nodeName"])}/${String(inputs["vmId"])}` };
  },
  // Proxmox answers nothing for a guest without options of its own, one that is gone included, and
  // what it does not say the provider takes from the state.
  read: async (_id, state, { config }) => ({
    ...state,
    ...(await readGuestFirewall(config, state)).options,
  }),
  update: async (_id, inputs, _state, { config }) => {
    await setOptions(config, inputs);
    return {};
  },
  // The provider forgets its options and leaves them as they are.
  delete: () => Promise.resolve(),
};

async function setOptions(config: ProviderConfig, inputs: Values): Promise<void> {
  await changeGuestFirewall(config, inputs, (firewall) => ({
    ...firewall,
    options: optionsOf(inputs),
  }));
}

function optionsOf(inputs: Values): FirewallOptions {
  return {
    enabled: inputs["enabled"] !== false,
    inputPolicy: policies.find((policy) => policy === inputs["inputPolicy"]) ?? "DROP",
    outputPolicy: policies.find((policy) => policy === inputs["outputPolicy"]) ?? "ACCEPT",
  };
}

/** What the node has for the guest that the properties name: nothing for one that is gone. */
export async function readGuestFirewall(
  config: ProviderConfig,
  { nodeName, vmId }: Values,
): Promise<FirewallRecord> {
  const [node, id] = [String(nodeName), String(vmId)];
  await askNode(config, node, [[`/vms/${id}`, "VM.Audit"]]);
  await presentGuest(node, id);
  return (await readRecord(node)).firewalls[id] ?? { rules: [] };
}

/** Changes a guest's firewall and puts it into force. A guest that is gone took its firewall along. */
export async function changeGuestFirewall(
  config: ProviderConfig,
  { nodeName, vmId }: Values,
  change: (firewall: FirewallRecord) => FirewallRecord,
  mayBeGone = false,
): Promise<void> {
  const [node, id] = [String(nodeName), String(vmId)];
  await askNode(config, node, [[`/vms/${id}`, "VM.Config.Network"]]);
  await changeRecord(node, async (record) => {
    if (record.guests[id] === undefined) {
      if (mayBeGone) return record;
      throw new Error(
        `proxmoxve: vmId names no guest of ${node}, got ${id}. Make the guest first: dependsOn.`,
      );
    }
    const firewall = change(record.firewalls[id] ?? { rules: [] });
    const changed: NodeRecord = { ...record, firewalls: { ...record.firewalls, [id]: firewall } };
    await applyFirewall(node, changed);
    return changed;
  });
}

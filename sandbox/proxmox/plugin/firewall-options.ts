import type { ResourceHandler, Values } from "@moco-sandbox/provider-framework/plugin";

import { applyFirewall } from "../machines/node-firewall";
import {
  changeRecord,
  type FirewallRecord,
  type NodeRecord,
  readRecord,
  untouchedFirewall,
} from "../machines/node-record";
import type { Problem } from "../../../model/basics/problem";
import { askNode } from "./node-api";
import { presentGuest } from "./present-guest";
import type { ProviderConfig } from "./provider-config";

const policies = ["ACCEPT", "DROP", "REJECT"] as const;

/** Whether a guest's firewall is on, and what it does with what no rule names. */
export const firewallOptions: ResourceHandler<ProviderConfig> = {
  replacesOn: (changed) => changed.filter((name) => ["nodeName", "vmId"].includes(name)),
  check: (inputs) =>
    ["inputPolicy", "outputPolicy"].flatMap((path): readonly Problem[] => {
      const value = inputs[path];
      if (value === undefined || policies.some((policy) => policy === value)) return [];
      const fix = `Write ${policies.join(", ")}.`;
      return [{ path, problem: "is no policy", got: JSON.stringify(value), fix }];
    }),
  create: async (inputs, { config }) => {
    await changeGuestFirewall(config, inputs, (firewall) => ({
      ...firewall,
      ...optionsOf(inputs),
    }));
    return { id: `vm/${String(inputs["nodeName"])}/${String(inputs["vmId"])}` };
  },
  read: async (_id, state, { config }) => {
    const firewall = await readGuestFirewall(config, state);
    if (firewall === undefined) return undefined;
    const { enabled, inputPolicy, outputPolicy } = firewall;
    return { ...state, enabled, inputPolicy, outputPolicy };
  },
  update: async (_id, inputs, _state, { config }) => {
    await changeGuestFirewall(config, inputs, (firewall) => ({
      ...firewall,
      ...optionsOf(inputs),
    }));
    return {};
  },
  delete: async (_id, state, { config }) => {
    const { enabled, inputPolicy, outputPolicy } = untouchedFirewall;
    await changeGuestFirewall(
      config,
      state,
      (firewall) => ({ ...firewall, enabled, inputPolicy, outputPolicy }),
      true,
    );
  },
};

function optionsOf(inputs: Values): Omit<FirewallRecord, "rules"> {
  return {
    enabled: inputs["enabled"] !== false,
    inputPolicy: policies.find((policy) => policy === inputs["inputPolicy"]) ?? "DROP",
    outputPolicy: policies.find((policy) => policy === inputs["outputPolicy"]) ?? "ACCEPT",
  };
}

/** What the node has for the guest that the properties name; `undefined` when the guest is gone. */
export async function readGuestFirewall(
  config: ProviderConfig,
  { nodeName, vmId }: Values,
): Promise<FirewallRecord | undefined> {
  await askNode(config, String(nodeName), [[`/vms/${String(vmId)}`, "VM.Audit"]]);
  const [node, id] = [String(nodeName), String(vmId)];
  if ((await presentGuest(node, id)) === undefined) return undefined;
  return (await readRecord(node)).firewalls[id];
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
    const firewall = change(record.firewalls[id] ?? untouchedFirewall);
    const changed: NodeRecord = { ...record, firewalls: { ...record.firewalls, [id]: firewall } };
    await applyFirewall(node, changed);
    return changed;
  });
}

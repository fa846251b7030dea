import type { OperationContext, ResourceHandler } from "@moco-sandbox/provider-framework/plugin";

import type { ProviderConfig } from "../../../../sandbox/proxmox/plugin/provider-config";
import { proxmoxvePlugin } from "../../../../sandbox/proxmox/plugin/proxmoxve-plugin";

const types = {
  bridge: "proxmoxve:network/linux/bridge:Bridge",
  vlan: "proxmoxve:network/linux/vlan:Vlan",
  snippet: "proxmoxve:index/fileLegacy:FileLegacy",
  download: "proxmoxve:download/file:File",
  vm: "proxmoxve:index/vmLegacy:VmLegacy",
  options: "proxmoxve:firewall/optionsLegacy:OptionsLegacy",
  rules: "proxmoxve:firewall/rulesLegacy:RulesLegacy",
} as const;

/** What these tests call the resource types that they use. */
export type Kind = keyof typeof types;

/** What the plugin does for resources of a type. */
export function handlerOf(kind: Kind): ResourceHandler<ProviderConfig> {
  const handler = proxmoxvePlugin.types[types[kind]];
  if (handler === undefined) throw new Error(`no handler for ${kind}`);
  return handler;
}

/** What the engine would hand to it. */
export function contextOf(kind: Kind, config: ProviderConfig): OperationContext<ProviderConfig> {
  return {
    config,
    urn: `urn:pulumi:test::test::${types[kind]}::it`,
    name: "it",
    type: types[kind],
    stateDirectory: "",
    signal: new AbortController().signal,
    log: () => undefined,
  };
}

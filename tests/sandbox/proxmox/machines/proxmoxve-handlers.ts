import type {
  OperationContext,
  ResourceHandler,
  Values,
} from "@moco-sandbox/provider-framework/plugin";

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

type Handler = ResourceHandler<ProviderConfig>;

/** What the engine would do. */
export interface DirectOperations {
  readonly create: (
    kind: Kind,
    inputs: Values,
    config?: ProviderConfig,
  ) => Promise<{ readonly id: string; readonly state: Values }>;
  readonly update: (kind: Kind, id: string, inputs: Values, state: Values) => Promise<Values>;
  readonly read: (
    kind: Kind,
    id: string,
    state: Values,
  ) => ReturnType<NonNullable<Handler["read"]>>;
  readonly remove: (kind: Kind, id: string, state: Values) => Promise<void>;
}

/** The plugin without the engine, with whatever configuration is there by then. */
export function operationsWith(configOf: () => ProviderConfig): DirectOperations {
  const context = (kind: Kind) => contextOf(kind, configOf());
  return {
    create: async (kind, inputs, config = configOf()) => {
      const { id, outputs } = await handlerOf(kind).create(inputs, contextOf(kind, config));
      return { id, state: { ...inputs, ...outputs } };
    },
    update: async (kind, id, inputs, state) =>
      (await handlerOf(kind).update?.(id, inputs, state, context(kind))) ?? {},
    read: async (kind, id, state) => handlerOf(kind).read?.(id, state, context(kind)),
    remove: async (kind, id, state) => handlerOf(kind).delete?.(id, state, context(kind)),
  };
}

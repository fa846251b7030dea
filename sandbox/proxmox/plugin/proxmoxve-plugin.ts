import { parseFacts } from "@moco-sandbox/provider-framework/facts";
import type { Plugin } from "@moco-sandbox/provider-framework/plugin";

import facts from "./proxmoxve.json";
import { bridge } from "./bridge";
import { downloadedFile } from "./downloaded-file";
import { firewallOptions } from "./firewall-options";
import { firewallRules } from "./firewall-rules";
import { pool } from "./pool";
import { parseProviderConfig, type ProviderConfig } from "./provider-config";
import { snippet } from "./snippet";
import { virtualMachine } from "./virtual-machine";
import { vlan } from "./vlan";

/** The proxmoxve provider for a node that is a container. It connects at the first operation, never before. */
export const proxmoxvePlugin: Plugin<ProviderConfig> = {
  name: "proxmoxve",
  version: "8.6.0",
  facts: parseFacts(facts),
  configure: parseProviderConfig,
  types: {
    "proxmoxve:network/linux/bridge:Bridge": bridge,
    "proxmoxve:network/linux/vlan:Vlan": vlan,
    "proxmoxve:index/fileLegacy:FileLegacy": snippet,
    "proxmoxve:download/file:File": downloadedFile,
    // Its name before, in stacks that are there.
    "proxmoxve:download/fileLegacy:FileLegacy": downloadedFile,
    "proxmoxve:index/vmLegacy:VmLegacy": virtualMachine,
    "proxmoxve:firewall/optionsLegacy:OptionsLegacy": firewallOptions,
    "proxmoxve:firewall/rulesLegacy:RulesLegacy": firewallRules,
    "proxmoxve:index/poolLegacy:PoolLegacy": pool,
  },
};

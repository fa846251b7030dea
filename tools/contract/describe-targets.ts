import { ownPrefix, ownVmIds } from "./own";
import type { ContractTargets } from "./targets";

/** What is about to be met, and what it is told: one line for each suite. */
export function describeTargets({ plugins, account, node }: ContractTargets): readonly string[] {
  return [
    plugins === undefined
      ? "plugins: stand-ins, against an API on loopback"
      : `plugins: real ones (${plugins}), against an API on loopback; nothing else is contacted`,
    account === undefined
      ? "account: a stand-in on loopback"
      : `account: CLOUDFLARE, zone ${account.zone}; makes and removes one tunnel, policy, application and record, ${ownPrefix}…`,
    node === undefined
      ? "node: left out, for its stand-in is a machine of the sandbox (npm test)"
      : `node: PROXMOX of ${node.location}; makes and removes one guest, ${ownPrefix}…, ${String(ownVmIds.first)} to ${String(ownVmIds.last)}`,
  ];
}

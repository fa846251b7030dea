import { nodeContainer } from "@moco-sandbox/world";
import { inContainer } from "@moco-sandbox/world/docker-command";

import { type FilteredGuest, renderFirewall } from "./firewall";
import { type NodeRecord, untouchedOptions } from "./node-record";

/** Guests whose firewall is in force: on for the cluster, for the guest and for its interface. */
export function filteredGuests(
  record: NodeRecord,
  clusterFirewall: boolean,
): readonly FilteredGuest[] {
  if (!clusterFirewall) return [];
  return Object.values(record.guests).flatMap(({ vmId, name, network }) => {
    const { options = untouchedOptions, rules = [] } = record.firewalls[String(vmId)] ?? {};
    if (network === undefined || !network.firewall || !options.enabled) return [];
    const { inputPolicy, outputPolicy } = options;
    const address = network.address.replace(/\/.*/, "");
    return [{ vmId, name, address, gateway: network.gateway, inputPolicy, outputPolicy, rules }];
  });
}

/** Puts the record's firewall into force on the node, at once and at its next start. */
export async function applyFirewall(node: string, record: NodeRecord): Promise<void> {
  const container = nodeContainer(node);
  const options = await inContainer(container, ["pvesh", "get", "/cluster/firewall/options"]);
  const enabled = (JSON.parse(options) as { readonly enable?: number }).enable === 1;
  const apply = "cat >/etc/pve-standin/firewall.nft && nft -f /etc/pve-standin/firewall.nft";
  await inContainer(
    container,
    ["sh", "-c", apply],
    renderFirewall(filteredGuests(record, enabled)),
  );
}

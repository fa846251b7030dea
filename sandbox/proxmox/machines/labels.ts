import { ownLabel } from "@moco-sandbox/world";

/** Which node a container, network or volume belongs to: what `removeNode` takes along. */
export const nodeLabel = `${ownLabel}.node`;

/** Number of the guest that a container or volume belongs to. */
export const guestLabel = `${ownLabel}.vmid`;

/** `--label` arguments for something of a node's. */
export function renderLabels(node: string, vmId?: number): string[] {
  const labels = [`${ownLabel}=true`, `${nodeLabel}=${node}`];
  if (vmId !== undefined) labels.push(`${guestLabel}=${String(vmId)}`);
  return labels.flatMap((label) => ["--label", label]);
}

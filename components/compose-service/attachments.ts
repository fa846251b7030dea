import type { PlacedService } from "../../model/service/placed-service";
import { sharedAliasOf } from "./compose-file";

/** A network that the release tool connects a container to while it runs. */
export interface Attachment {
  readonly network: string;
  /** What other containers on it call this one. */
  readonly alias: string;
}

/**
 * By container. None of them is in the compose file: Compose makes a container anew when its networks
 * there change, and a proxy would be gone for seconds because a service came.
 */
export function renderAttachments(
  service: PlacedService,
): Readonly<Record<string, readonly Attachment[]>> {
  return Object.fromEntries(
    Object.entries(service.containers)
      .filter(([, { attachedNetworks }]) => attachedNetworks.length > 0)
      .map(([name, { attachedNetworks }]) => [
        name,
        attachedNetworks.map((network) => ({ network, alias: sharedAliasOf(service.name, name) })),
      ]),
  );
}

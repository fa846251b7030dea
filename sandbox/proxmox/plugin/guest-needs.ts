import { isDeepStrictEqual } from "node:util";

import type { Values } from "@moco-sandbox/provider-framework/plugin";

import { diskNeeds } from "./disk-needs";
import type { Need } from "./node-api";
import type { WantedGuest } from "./wanted-guest";

/** What a token needs to make a guest, or to make it another one than it is. */
export function needsOf(guest: WantedGuest, inputs: Values, state: Values = {}): readonly Need[] {
  const vm = `/vms/${String(guest.vmId)}`;
  const config = ["CPU", "Cloudinit", "Disk", "HWType", "Memory", "Network", "Options"];
  return [
    [vm, "VM.Allocate"],
    [vm, "VM.Audit"],
    ...config.map((part): Need => [vm, `VM.Config.${part}`]),
    ...diskNeeds(guest),
    ...(guest.started ? [[vm, "VM.PowerMgmt"] as const] : []),
    ...(guest.network === undefined
      ? []
      : [
          [
            `/sdn/zones/localnetwork/${guest.network.bridge}/${String(guest.network.vlan)}`,
            "SDN.Use",
          ] as const,
        ]),
    // When a guest starts changes how the whole node comes up, so that no right on the guest is enough.
    ...(isDeepStrictEqual(inputs["startup"], state["startup"])
      ? []
      : [["/", "Sys.Modify"] as const]),
  ];
}

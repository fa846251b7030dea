import type { ResourceHandler } from "@moco-sandbox/provider-framework/plugin";

import { createInterface, deleteInterface, readInterface } from "./network-interface";
import type { ProviderConfig } from "./provider-config";
import { textOf } from "./text-of";

/** A bridge of the node; guests' VLANs are on a VLAN-aware one. */
export const bridge: ResourceHandler<ProviderConfig> = {
  replacesOn: (changed) => changed,
  deleteBeforeReplace: true,
  create: async (inputs, { config, name }) =>
    createInterface(config, {
      node: String(inputs["nodeName"]),
      iface: textOf(inputs["name"]) ?? name,
      options: {
        type: "bridge",
        autostart: inputs["autostart"] === false ? "0" : "1",
        ...(inputs["vlanAware"] === true && { bridge_vlan_aware: "1" }),
        ...(typeof inputs["address"] === "string" && { cidr: inputs["address"] }),
        ...(typeof inputs["comment"] === "string" && { comments: inputs["comment"] }),
      },
    }),
  read: async (id, state, { config }) => readInterface(config, id, state),
  delete: async (id, _state, { config }) => deleteInterface(config, id),
};

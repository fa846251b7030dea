import type { ResourceHandler, Values } from "@moco-sandbox/provider-framework/plugin";

import type { Problem } from "../../../model/basics/problem";
import { createInterface, deleteInterface, readInterface } from "./network-interface";
import type { ProviderConfig } from "./provider-config";

/** A VLAN interface of the node: its gateway address in that VLAN, and here the VLAN itself. */
export const vlan: ResourceHandler<ProviderConfig> = {
  replacesOn: (changed) => changed.filter((name) => name !== "timeoutReload"),
  deleteBeforeReplace: true,
  check: checkName,
  create: async (inputs, { config }) => {
    const iface = String(inputs["name"]);
    const [raw = "", tag = ""] = iface.split(".");
    const { id } = await createInterface(config, {
      node: String(inputs["nodeName"]),
      iface,
      options: {
        type: "vlan",
        autostart: inputs["autostart"] === false ? "0" : "1",
        ...(typeof inputs["address"] === "string" && { cidr: inputs["address"] }),
        ...(typeof inputs["comment"] === "string" && { comments: inputs["comment"] }),
      },
    });
    return { id, outputs: { interface: raw, vlan: Number(tag) } };
  },
  read: async (id, state, { config }) => readInterface(config, id, state),
  delete: async (id, _state, { config }) => deleteInterface(config, id),
};

function checkName({ name, interface: raw, vlan: tag }: Values): readonly Problem[] {
  if (typeof name !== "string") return [];
  if (!/^[a-z]\w*\.\d+$/.test(name)) {
    return [{ path: "name", problem: "must end in a VLAN tag", got: name, fix: "Write vmbr1.20." }];
  }
  if (raw !== undefined || tag !== undefined) {
    return [
      {
        path: raw === undefined ? "vlan" : "interface",
        problem: "must not be set beside a name that ends in a VLAN tag",
        fix: "Remove it.",
      },
    ];
  }
  return [];
}

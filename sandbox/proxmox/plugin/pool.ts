import type { ResourceHandler } from "@moco-sandbox/provider-framework/plugin";
import { wan } from "@moco-sandbox/world";

import { changeRecord, readRecord, without } from "../machines/node-record";
import { askNode } from "./node-api";
import type { ProviderConfig } from "./provider-config";
import { textOf } from "./text-of";

/** A pool of guests: a name to give rights on. */
export const pool: ResourceHandler<ProviderConfig> = {
  create: async (inputs, { config }) => {
    const id = String(inputs["poolId"]);
    const node = nodeOf(config);
    await askNode(config, node, [[`/pool/${id}`, "Pool.Allocate"]]);
    await changeRecord(node, (record) => {
      if (record.pools[id] !== undefined) {
        throw new Error(`proxmoxve: pool '${id}' already exists. Choose another poolId.`);
      }
      return { ...record, pools: { ...record.pools, [id]: textOf(inputs["comment"]) ?? "" } };
    });
    return { id, outputs: { members: [] } };
  },
  read: async (id, state, { config }) => {
    const comment = (await readRecord(nodeOf(config))).pools[id];
    return comment === undefined ? undefined : { ...state, comment };
  },
  delete: async (id, _state, { config }) => {
    const node = nodeOf(config);
    await askNode(config, node, [[`/pool/${id}`, "Pool.Allocate"]]);
    await changeRecord(node, (record) => ({ ...record, pools: without(record.pools, id) }));
  },
};

/** A pool belongs to the cluster, and here every cluster is the one node behind the endpoint. */
function nodeOf({ endpoint }: ProviderConfig): string {
  const nodes = Object.keys(wan.nodes);
  const third = new URL(endpoint ?? "https://0.0.0.0").hostname.split(".")[1];
  return nodes[Number(third) - 50] ?? nodes[0] ?? "";
}

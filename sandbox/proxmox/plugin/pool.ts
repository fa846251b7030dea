import type { ResourceHandler } from "@moco-sandbox/provider-framework/plugin";

import { changeRecord, readRecord, without } from "../machines/node-record";
import { askNode, nodesOf } from "./node-api";
import type { ProviderConfig } from "./provider-config";
import { textOf } from "./text-of";

/** A pool of guests: a name to give rights on. */
export const pool: ResourceHandler<ProviderConfig> = {
  create: async (inputs, { config }) => {
    const id = String(inputs["poolId"]);
    const node = await nodeOf(config);
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
    const comment = (await readRecord(await nodeOf(config))).pools[id];
    return comment === undefined ? undefined : { ...state, comment };
  },
  delete: async (id, _state, { config }) => {
    const node = await nodeOf(config);
    await askNode(config, node, [[`/pool/${id}`, "Pool.Allocate"]]);
    await changeRecord(node, (record) => ({ ...record, pools: without(record.pools, id) }));
  },
};

/** A pool belongs to the cluster, and here every cluster is the one node behind the endpoint. */
async function nodeOf(config: ProviderConfig): Promise<string> {
  const [node = ""] = await nodesOf(config);
  return node;
}

import type { ResourceHandler, Values } from "@moco-sandbox/provider-framework/plugin";

import { changeRecord, readRecord, without } from "../machines/node-record";
import { askNode } from "./node-api";
import type { ProviderConfig } from "./provider-config";
import { storageFor } from "./storage";
import { textOf } from "./text-of";

/** An image that the node downloads. Nothing is downloaded here: the guests' own image stands in for it. */
export const downloadedFile: ResourceHandler<ProviderConfig> = {
  // What names the file or its content makes another file.
  replacesOn: (changed) =>
    changed.filter(
      (name) => !["overwrite", "overwriteUnmanaged", "uploadTimeout", "verify"].includes(name),
    ),
  create: async (inputs, { config }) => {
    const node = String(inputs["nodeName"]);
    const datastore = String(inputs["datastoreId"]);
    const content = String(inputs["contentType"]);
    const url = String(inputs["url"]);
    const fileName = textOf(inputs["fileName"]) ?? url.slice(url.lastIndexOf("/") + 1);
    await askNode(config, node, [
      [`/storage/${datastore}`, "Datastore.AllocateTemplate"],
      [`/nodes/${node}`, "Sys.AccessNetwork"],
    ]);
    await storageFor(node, datastore, content);
    const id = `${datastore}:${content}/${fileName}`;
    const size = 0;
    await changeRecord(node, (record) => {
      if (record.files[id] !== undefined && inputs["overwriteUnmanaged"] !== true) {
        throw new Error(
          `proxmoxve: ${id} exists already and is not managed here. Set overwriteUnmanaged, or delete it on the node.`,
        );
      }
      const file = { url, checksum: textOf(inputs["checksum"]) ?? "", size };
      return { ...record, files: { ...record.files, [id]: file } };
    });
    return { id, outputs: { fileName, size } };
  },
  read: async (id, state, { config }) => {
    const node = nodeOf(state);
    await askNode(config, node, [[`/storage/${String(state["datastoreId"])}`, "Datastore.Audit"]]);
    return (await readRecord(node)).files[id] === undefined ? undefined : state;
  },
  delete: async (id, state, { config }) => {
    const node = nodeOf(state);
    await askNode(config, node, [
      [`/storage/${String(state["datastoreId"])}`, "Datastore.Allocate"],
    ]);
    await changeRecord(node, (record) => ({ ...record, files: without(record.files, id) }));
  },
};

function nodeOf(state: Values): string {
  return String(state["nodeName"]);
}

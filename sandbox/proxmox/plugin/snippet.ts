import type { ResourceHandler, Values } from "@moco-sandbox/provider-framework/plugin";
import { nodeContainer } from "@moco-sandbox/world";
import { inContainer } from "@moco-sandbox/world/docker-command";

import type { Problem } from "../../../model/basics/problem";
import { askNode } from "./node-api";
import type { ProviderConfig } from "./provider-config";
import { storageFor } from "./storage";
import { textOf } from "./text-of";
import { uploadOverSsh } from "./upload-over-ssh";

/** A snippet in a node's storage. Proxmox' API takes none: it goes over SSH, into a folder of root's. */
export const snippet: ResourceHandler<ProviderConfig> = {
  check: checkSnippet,
  create: async (inputs, { config }) => {
    const { node, datastore, fileName } = placeOf(inputs);
    const path = `/storage/${datastore}`;
    // It lists what is there, and reads the storage's settings to learn its folder.
    await askNode(config, node, [
      [path, "Datastore.Audit"],
      [path, "Datastore.Allocate"],
    ]);
    const storage = await storageFor(node, datastore, "snippets");
    const data = String((inputs["sourceRaw"] as Values)["data"]);
    await upload(config, node, `${storage.path ?? ""}/snippets/${fileName}`, data);
    return {
      id: `${datastore}:snippets/${fileName}`,
      outputs: {
        fileName,
        fileSize: Buffer.byteLength(data),
        fileModificationDate: new Date().toISOString(),
        fileTag: `${datastore}-${fileName}`,
      },
    };
  },
  read: async (id, state, { config }) => {
    const { node, datastore } = placeOf(state);
    await askNode(config, node, [[`/storage/${datastore}`, "Datastore.Audit"]]);
    return (await readSnippet(node, id)) === undefined ? undefined : state;
  },
  delete: async (id, state, { config }) => {
    const { node, datastore } = placeOf(state);
    await askNode(config, node, [[`/storage/${datastore}`, "Datastore.Allocate"]]);
    await inContainer(nodeContainer(node), ["sh", "-c", `rm -f "$(pvesm path "$0")"`, id]);
  },
};

/** Content of a snippet on the node, or `undefined` where there is none of that id. */
export async function readSnippet(node: string, id: string): Promise<string | undefined> {
  const command = `cat "$(pvesm path "$0")"`;
  return inContainer(nodeContainer(node), ["sh", "-c", command, id]).catch(() => undefined);
}

function checkSnippet({ contentType, sourceRaw, sourceFile }: Values): readonly Problem[] {
  const problems: Problem[] = [];
  if (contentType !== undefined && contentType !== "snippets") {
    problems.push({
      path: "contentType",
      problem: "is not stood in for",
      got: textOf(contentType) ?? "",
      fix: "Use snippets, or a download for images.",
    });
  }
  if (sourceRaw === undefined || sourceFile !== undefined) {
    problems.push({
      path: "sourceRaw",
      problem: "must be the one source",
      fix: "Set sourceRaw and leave sourceFile out.",
    });
  }
  return problems;
}

function placeOf(values: Values): { node: string; datastore: string; fileName: string } {
  const source = values["sourceRaw"] as Values;
  const fileName = String(source["fileName"]);
  if (!/^[\w.-]+$/.test(fileName)) {
    throw new Error(
      `proxmoxve: sourceRaw.fileName must be a plain file name, got ${fileName}. Leave folders out.`,
    );
  }
  return { node: String(values["nodeName"]), datastore: String(values["datastoreId"]), fileName };
}

async function upload(
  { ssh, endpoint }: ProviderConfig,
  node: string,
  path: string,
  data: string,
): Promise<void> {
  if (ssh === undefined) {
    throw new Error(
      "proxmoxve: ssh.username is missing, and snippets are uploaded over SSH. Set ssh in the provider's configuration.",
    );
  }
  const listed = ssh.nodes.find(({ name }) => name === node);
  const place = {
    address: listed?.address ?? new URL(endpoint ?? "").hostname,
    port: listed?.port ?? 22,
  };
  await uploadOverSsh(ssh, place, path, data);
}

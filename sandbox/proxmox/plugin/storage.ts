import { nodeContainer } from "@moco-sandbox/world";
import { inContainer } from "@moco-sandbox/world/docker-command";

interface Storage {
  readonly content: readonly string[];
  readonly path?: string;
}

/** A storage of the node; throws where it does not take that kind of content. */
export async function storageFor(node: string, id: string, content: string): Promise<Storage> {
  const path = `/storage/${id}`;
  const text = await inContainer(nodeContainer(node), ["pvesh", "get", path]).catch(
    () => undefined,
  );
  if (text === undefined) {
    throw new Error(
      `proxmoxve: datastoreId names no storage of ${node}, got ${id}. Name one that \`pvesm status\` lists.`,
    );
  }
  const found = JSON.parse(text) as { readonly content: string; readonly path?: string };
  const contents = found.content.split(",");
  if (!contents.includes(content)) {
    throw new Error(
      `proxmoxve: the datastore "${id}" does not support content type "${content}"; supported content types are: [${contents.join(" ")}]. Enable it: pvesm set ${id} --content ${[...contents, content].join(",")}.`,
    );
  }
  return { content: contents, ...(found.path !== undefined && { path: found.path }) };
}

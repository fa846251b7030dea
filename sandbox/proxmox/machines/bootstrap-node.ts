import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { nodeContainer, stateDirectory } from "@moco-sandbox/world";
import { inContainer, inspect } from "@moco-sandbox/world/docker-command";
import type { Report } from "@moco-sandbox/world/report";

import { parseLocationFile } from "../../../cli/bootstrap/read-location-file";
import { renderNodeScript } from "../../../cli/bootstrap/node-script";
import { nodeSpecOf } from "../../../cli/bootstrap/node-spec-of";
import { type NodeSpec, tokenFile } from "../../../cli/bootstrap/node-spec";
import { applyFirewall } from "./node-firewall";
import { readRecord } from "./node-record";
import { ensureVlanNetwork, networkOf } from "./vlan-network";

/**
 * What a user does once on a node's console: puts the tunnel's token there, runs the bootstrap script,
 * keeps the API token that it prints. Gives that token only when the script made a new one.
 */
export async function bootstrapNode(
  location: string,
  stackFile: string,
  tunnelToken: string,
  report: Report,
): Promise<string | undefined> {
  const spec = readNodeSpec(location, stackFile);
  const container = nodeContainer(spec.node);
  const { id, gateway, prefix } = spec.management;
  // The cable behind the node's bridge; everything on the node itself is the script's work.
  const cidr = networkOf(`${gateway}/${prefix}`);
  await ensureVlanNetwork({ node: spec.node, vlan: id, cidr, gateway });
  report(`management VLAN ${cidr}`);
  const keepToken = `umask 077; cat > ${tokenFile}`;
  await inContainer(container, ["sh", "-c", keepToken], tunnelToken);
  const said = await inContainer(container, ["bash", "-s"], renderNodeScript(spec));
  await applyFirewall(spec.node, await readRecord(spec.node));
  writeFileSync(join(stateDirectory, "logs", `bootstrap-${location}.log`), withoutToken(said));
  return /^MOCO_API_TOKEN (\S+)$/m.exec(said)?.[1];
}

/** Takes the management connector off a node with the script's own `--remove`. */
export async function stopManagementConnector(location: string, stackFile: string): Promise<void> {
  const spec = readNodeSpec(location, stackFile);
  const container = nodeContainer(spec.node);
  if ((await inspect("container", container, "{{.State.Running}}")) !== "true") return;
  const script = renderNodeScript(spec);
  await inContainer(container, ["bash", "-s", "--", "--remove"], script);
}

function readNodeSpec(location: string, file: string): NodeSpec {
  return nodeSpecOf(location, parseLocationFile(location, file, readFileSync(file, "utf8")));
}

function withoutToken(text: string): string {
  return text.replace(/^(MOCO_API_TOKEN) .*$/m, "$1 (not logged)");
}

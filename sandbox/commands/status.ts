import Table from "cli-table3";
import { edgeAccount } from "@moco-sandbox/cloudflare/edge-account";
import { createEdgeApi } from "@moco-sandbox/cloudflare/edge-api";
import { dockerIsUsable } from "@moco-sandbox/computer/docker-client";
import { checkOwner } from "@moco-sandbox/computer/world-owner";
import { edge, guestContainer, nodeContainer, registry } from "@moco-sandbox/world";
import { inspect } from "@moco-sandbox/world/docker-command";

import { ensureCloudflareToken } from "./configuration/secrets";
import { sandboxLocations } from "./configuration/sandbox-location";
import { guestsByLocation } from "./guest-connection";
import { onGuest } from "./shell";

/** Shows the world's machines, the tunnels, and each guest's releases. */
export async function status(): Promise<void> {
  if (!(await dockerIsUsable())) {
    console.log('Nothing runs: there is no Docker engine. Start with "npm run sandbox".');
    return;
  }
  await checkOwner("use");
  const configured = guestsByLocation();
  const guests = configured.map(({ name }) => name);
  const nodes = sandboxLocations().filter(({ name }) =>
    configured.some(({ location }) => location === name),
  );
  const machines = [
    ...[edge.container, registry.container],
    ...nodes.map(({ node }) => nodeContainer(node.name)),
  ];
  const table = new Table({ head: ["machine", "state"], style: { head: [], border: [] } });
  for (const name of [...machines, ...guests.map(guestContainer)]) {
    table.push([name, (await inspect("container", name, "{{.State.Status}}")) ?? "not there"]);
  }
  console.log(table.toString());
  if ((await inspect("container", edge.container, "{{.State.Running}}")) !== "true") return;
  await printTunnels();
  for (const guest of guests) await printReleases(guest);
}

async function printTunnels(): Promise<void> {
  const api = createEdgeApi({ baseUrl: edgeAccount.apiUrl, apiToken: ensureCloudflareToken() });
  const { tunnels, privateRoutes } = await api.status();
  const table = new Table({ head: ["tunnel", "connectors"], style: { head: [], border: [] } });
  for (const tunnel of tunnels) table.push([tunnel.name, String(tunnel.connections.length)]);
  console.log(table.toString());
  const routes = privateRoutes.map(({ network }) => network).join(", ");
  console.log(`private routes that are up: ${routes === "" ? "none" : routes}`);
}

async function printReleases(guest: string): Promise<void> {
  try {
    console.log(`\n${guest}\n${await onGuest(guest, "sudo moco-release list")}`);
  } catch {
    console.log(`\n${guest}\ndoes not answer over SSH`);
  }
}

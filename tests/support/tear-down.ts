import { dockerIsUsable } from "@moco-sandbox/computer/docker-client";
import { removeWorldNetwork } from "@moco-sandbox/computer/world-network";
import { wan } from "@moco-sandbox/world";
import { inspect } from "@moco-sandbox/world/docker-command";

/** After all tests of single parts: a sandbox that is up keeps the network that it is on. */
export default async function tearDown(): Promise<void> {
  if (!(await dockerIsUsable())) return;
  const members = await inspect("network", wan.network, "{{len .Containers}}");
  if (members === "0") await removeWorldNetwork();
}

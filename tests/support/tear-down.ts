import { dockerIsUsable } from "../../sandbox/docker/docker-client";
import { removeWorldNetwork } from "../../sandbox/docker/world-network";
import { inspect } from "../../sandbox/machines/docker-command";
import { wan } from "../../sandbox/world";

/** After all tests of single parts: a sandbox that is up keeps the network that it is on. */
export default async function tearDown(): Promise<void> {
  if (!(await dockerIsUsable())) return;
  const members = await inspect("network", wan.network, "{{len .Containers}}");
  if (members === "0") await removeWorldNetwork();
}

import { join } from "node:path";
import { existsSync, readFileSync } from "node:fs";

import { parse } from "yaml";

import { dockerHost, sshOptions } from "../../components/shared/guest-connection";
import { stackFilePath } from "../configuration/stack-file";
import { repositoryRoot } from "../world";

/** Arguments of `ssh` that reach a guest the way the program does: by the tunnel, host key pinned. */
export function sshArguments(guest: string): readonly string[] {
  const addresses = addressesOf("pm1");
  const known = Object.keys(addresses).sort().join(", ");
  if (known === "") throw new Error('sandbox: it is not up. Start it with "npm run sandbox".');
  const address = addresses[guest];
  if (address === undefined) throw new Error(`guest: must be one of ${known}, got "${guest}".`);
  const url = new URL(dockerHost({ host: address, port: 22, user: "ops", hostKey: "" }));
  const knownHosts = join(repositoryRoot, ".generated", "known_hosts.pm1");
  return [...sshOptions(knownHosts), `${url.username}@${url.hostname}`];
}

/** VLAN address by guest, out of the stack's configuration. */
export function addressesOf(stack: string): Readonly<Record<string, string>> {
  const path = stackFilePath(stack);
  if (!existsSync(path)) return {};
  const { config } = parse(readFileSync(path, "utf8")) as {
    config: { "moco-infra:guests": Readonly<Record<string, { address: string }>> };
  };
  return Object.fromEntries(
    Object.entries(config["moco-infra:guests"]).map(([name, { address }]) => [name, address]),
  );
}

import { existsSync, readFileSync } from "node:fs";

import { parse } from "yaml";

import { pinnedSshOptions } from "../../components/host/host";
import { hostKeyPublic } from "../../stacks/config/stack-secret";
import { stackFilePath } from "./configuration/stack-file";

/** Arguments of `ssh` that reach a guest the way the program does: by the tunnel, host key pinned. */
export function sshArguments(guest: string): readonly string[] {
  const addresses = addressesOf("pm1");
  const known = Object.keys(addresses).sort().join(", ");
  if (known === "") throw new Error('sandbox: it is not up. Start it with "npm run sandbox".');
  const host = addresses[guest];
  if (host === undefined) throw new Error(`guest: must be one of ${known}, got "${guest}".`);
  const hostKey = configurationOf("pm1")[`moco-infra:${hostKeyPublic(guest)}`];
  if (typeof hostKey !== "string") {
    throw new Error(`guest: ${guest} has no host key yet. Make it with "npm run sandbox -- up".`);
  }
  return [...pinnedSshOptions({ host, port: 22, user: "ops", hostKey }), `ops@${host}`];
}

/** VLAN address by guest, out of the stack's configuration. */
export function addressesOf(stack: string): Readonly<Record<string, string>> {
  const guests = configurationOf(stack)["moco-infra:guests"] ?? {};
  return Object.fromEntries(
    Object.entries(guests as Readonly<Record<string, { readonly address: string }>>).map(
      ([name, { address }]) => [name, address],
    ),
  );
}

function configurationOf(stack: string): Readonly<Record<string, unknown>> {
  const path = stackFilePath(stack);
  if (!existsSync(path)) return {};
  return (parse(readFileSync(path, "utf8")) as { config: Readonly<Record<string, unknown>> })
    .config;
}

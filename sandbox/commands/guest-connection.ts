import { existsSync, readFileSync } from "node:fs";

import { parse } from "yaml";

import { pinnedSshOptions } from "../../components/host/host";
import { hostKeyPublic } from "../../stacks/config/stack-secret";
import { allStacks, locationsOf } from "../../stacks/stack-names";
import { stackFilePath } from "./configuration/stack-file";

/** Arguments of `ssh` that reach a guest the way the program does: by the tunnel, host key pinned. */
export function sshArguments(guest: string): readonly string[] {
  const guests = guestsByLocation();
  const known = guests.map(({ name }) => name).sort();
  if (known.length === 0) {
    throw new Error('sandbox: it is not up. Start it with "npm run sandbox".');
  }
  const found = guests.find(({ name }) => name === guest);
  if (found === undefined) {
    throw new Error(`guest: must be one of ${known.join(", ")}, got "${guest}".`);
  }
  const { address: host, location } = found;
  const hostKey = configurationOf(location)[`moco-infra:${hostKeyPublic(guest)}`];
  if (typeof hostKey !== "string") {
    throw new Error(`guest: ${guest} has no host key yet. Make it with "npm run sandbox -- up".`);
  }
  return [...pinnedSshOptions({ host, port: 22, user: "ops", hostKey }), `ops@${host}`];
}

/** A guest as the configuration of its location has it. */
export interface ConfiguredGuest {
  readonly name: string;
  readonly location: string;
  readonly address: string;
}

/** Guests of every location that was brought up here, or is being. */
export function guestsByLocation(): readonly ConfiguredGuest[] {
  return locationsOf(allStacks).flatMap((location) =>
    Object.entries(addressesOf(location)).map(([name, address]) => ({ name, location, address })),
  );
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

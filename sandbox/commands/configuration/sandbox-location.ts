import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { nodeAddress, repositoryRoot } from "@moco-sandbox/world";

import { parseLocationFile } from "../../../cli/bootstrap/read-location-file";
import { locations } from "../../../stacks/locations";

/** A location as far as the world around it has to know it. */
export interface SandboxLocation {
  /** Also that of its stack. */
  readonly name: string;
  /** Its range, `10.50.0.0/24`. */
  readonly cidr: string;
  /** Its node: the name in Proxmox, and the address on the stand-in for the internet. */
  readonly node: { readonly name: string; readonly address: string };
}

/** Every location of stacks/locations.ts, as the stack file in a folder, the repository's own, describes it. */
export function sandboxLocations(folder: string = repositoryRoot): readonly SandboxLocation[] {
  return Object.keys(locations).map((name, place) => {
    const file = `Pulumi.${name}.yaml`;
    const path = join(folder, file);
    if (!existsSync(path)) {
      throw new Error(
        `${file}: must be there for every line of stacks/locations.ts, got none. Write it; docs/configuration.md lists all keys.`,
      );
    }
    const { location } = parseLocationFile(name, file, readFileSync(path, "utf8"));
    return {
      name,
      cidr: location.cidr,
      node: { name: location.node.name, address: nodeAddress(place) },
    };
  });
}

/** Ranges of all locations. */
export function locationRanges(): readonly string[] {
  return sandboxLocations().map(({ cidr }) => cidr);
}

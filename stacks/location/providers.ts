import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import * as proxmoxve from "@muhlba91/pulumi-proxmoxve";
import * as cloudflare from "@pulumi/cloudflare";
import * as docker from "@pulumi/docker";

import {
  dockerHost,
  type GuestConnection,
  renderKnownHosts,
  sshOptions,
} from "../../components/shared/guest-connection";
import type { LocationConfig } from "../config/location-config";
import type { StackConfig } from "../config/read-stack-config";

/** Cloudflare, for the names and the tunnel of a location. */
export function createCloudflareProvider(
  config: Pick<LocationConfig, "cloudflare">,
  stack: StackConfig,
): cloudflare.Provider {
  return new cloudflare.Provider("cloudflare", {
    apiToken: stack.requireSecret("cloudflareToken"),
    baseUrl: config.cloudflare.apiUrl,
  });
}

/** The location's Proxmox node, reached over the private route. */
export function createProxmoxProvider(
  { location: { node } }: Pick<LocationConfig, "location">,
  stack: StackConfig,
): proxmoxve.Provider {
  return new proxmoxve.Provider("proxmox", {
    endpoint: node.endpoint,
    apiToken: stack.requireSecret("proxmoxToken"),
    // The node's certificate is its own; the way to it is the tunnel's, which is authenticated.
    insecure: true,
    // Snippets are uploaded over SSH: Proxmox' API takes none.
    ssh: {
      agent: true,
      username: node.sshUser,
      nodes: [{ name: node.name, address: new URL(node.endpoint).hostname }],
    },
  });
}

/** The Docker engine of each guest, over SSH with pinned host keys. */
export function createDockerProviders(
  location: string,
  guests: Readonly<Record<string, { readonly connection: GuestConnection }>>,
): Readonly<Record<string, docker.Provider>> {
  const connections = Object.values(guests).map(({ connection }) => connection);
  const knownHosts = writeKnownHosts(location, connections);
  return Object.fromEntries(
    Object.entries(guests).map(([guest, { connection }]) => [
      guest,
      new docker.Provider(`docker-${guest}`, {
        host: dockerHost(connection),
        sshOpts: sshOptions(knownHosts),
        // A preview must work before the guest exists.
        disableDockerDaemonCheck: true,
      }),
    ]),
  );
}

/** Relative to the project, so that two machines have the same state. */
function writeKnownHosts(location: string, connections: readonly GuestConnection[]): string {
  const directory = ".generated";
  const path = join(directory, `known_hosts.${location}`);
  mkdirSync(directory, { recursive: true });
  writeFileSync(path, renderKnownHosts(connections));
  return path;
}

import * as proxmoxve from "@muhlba91/pulumi-proxmoxve";
import * as cloudflare from "@pulumi/cloudflare";
import * as docker from "@pulumi/docker";

import { dockerHost, type GuestConnection, pinnedSshOptions } from "../../components/host/host";
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

/**
 * The Docker engine of a guest with services, over SSH with its pinned host key. The engine starts a
 * process for each provider: one that nothing needs would make every preview wait for it.
 */
export function createDockerProvider(guest: string, connection: GuestConnection): docker.Provider {
  return new docker.Provider(`docker-${guest}`, {
    host: dockerHost(connection),
    sshOpts: pinnedSshOptions(connection),
    // A preview must work before the guest exists.
    disableDockerDaemonCheck: true,
  });
}

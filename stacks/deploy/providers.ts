import * as proxmoxve from "@muhlba91/pulumi-proxmoxve";
import * as cloudflare from "@pulumi/cloudflare";
import * as docker from "@pulumi/docker";

import { dockerHost, type GuestConnection } from "../../components/host/host";
import type { PlacedService } from "../../model/service/placed-service";
import type { LocationConfig } from "../config/location-config";
import type { StackConfig } from "../config/read-stack-config";
import { pinnedSshOptions } from "../../components/host/host";

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
 * The Docker engine of each guest with services, over SSH with its pinned host key. The engine starts
 * a process for each provider: one that nothing needs would make every preview wait for it.
 */
export function createDockerProviders(
  services: readonly Pick<PlacedService, "guest">[],
  guests: Readonly<Record<string, { readonly connection: GuestConnection }>>,
): Readonly<Record<string, docker.Provider>> {
  const used = new Set(services.map(({ guest }) => guest));
  return Object.fromEntries(
    Object.entries(guests)
      .filter(([guest]) => used.has(guest))
      .map(([guest, { connection }]) => [
        guest,
        new docker.Provider(`docker-${guest}`, {
          host: dockerHost(connection),
          sshOpts: pinnedSshOptions(connection),
          // A preview must work before the guest exists.
          disableDockerDaemonCheck: true,
        }),
      ]),
  );
}

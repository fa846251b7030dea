import { stringify } from "yaml";

/** Port in the container that routed requests come in on. */
export const entryPointPort = 8_000;

/** Folder that Traefik watches for routes. */
export const dynamicDirectory = "/etc/traefik/dynamic";

/** Where Traefik looks for its own configuration, unasked. */
export const staticConfigPath = "/etc/traefik/traefik.yaml";

/**
 * Traefik's own configuration, read at its start. No `api`: there is neither dashboard nor API. No
 * Docker provider: it needs the Docker socket, which is root on the guest.
 */
export function renderStaticConfig(connectors: readonly string[]): string {
  return stringify({
    global: { checkNewVersion: false, sendAnonymousUsage: false },
    entryPoints: {
      web: {
        address: `:${String(entryPointPort)}`,
        // What a connector says of the client is believed, what anyone else says is not.
        forwardedHeaders: { insecure: false, trustedIPs: connectors },
        // Cleaned before it is routed, a path would arrive at another route than the one that Access let
        // it in by. Rules see it as it came, and refuse it where that matters.
        http: { sanitizePath: false },
      },
      // For the health check, inside the container only.
      internal: { address: "127.0.0.1:8082" },
    },
    ping: { entryPoint: "internal" },
    // A changed route is live when the deployment that changed it has ended.
    providers: {
      providersThrottleDuration: "500ms",
      file: { directory: dynamicDirectory, watch: true },
    },
    log: { level: "INFO", format: "json" },
    accessLog: {
      format: "json",
      fields: {
        headers: {
          defaultMode: "drop",
          // Who it was, and what the limits go by: the last address of the second.
          names: { "Cf-Connecting-Ip": "keep", "X-Forwarded-For": "keep" },
        },
      },
    },
  });
}

import { request } from "node:https";

import type { ProviderConfig } from "./provider-config";

/** A path of Proxmox' permissions and a privilege that is needed there. */
export type Need = readonly [path: string, privilege: string];

/**
 * Asks the node's API, through the real network, whether this token may do this. Every operation does
 * so before anything else: a tunnel that is down or a role that lacks something shows where it would.
 */
export async function askNode(
  config: ProviderConfig,
  node: string,
  needs: readonly Need[],
): Promise<void> {
  await call(config, "/version");
  const nodes = await nodesOf(config);
  if (!nodes.includes(node)) {
    throw new Error(
      `proxmoxve: nodeName is no node of ${endpointOf(config)}, got ${node}. Use ${nodes.join(", ")}.`,
    );
  }
  const permissions = (await call(config, "/access/permissions")) as Permissions;
  const missing = needs.filter(([path, privilege]) => !isAllowed(permissions, path, privilege));
  if (missing.length > 0) {
    const list = missing.map(([path, privilege]) => `(${path}, ${privilege})`).join(", ");
    throw new Error(
      `proxmoxve: 403 Permission check failed ${list}. Give the token's role this privilege on this path.`,
    );
  }
}

/** Names of the nodes behind the endpoint: here every cluster has one. */
export async function nodesOf(config: ProviderConfig): Promise<readonly string[]> {
  const nodes = (await call(config, "/nodes")) as readonly { readonly node: string }[];
  return nodes.map(({ node }) => node);
}

type Permissions = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** True where a privilege is given on the path or above; one given below the root replaces those above. */
export function isAllowed(permissions: Permissions, path: string, privilege: string): boolean {
  const parts = path.split("/").filter((part) => part !== "");
  for (let length = parts.length; length >= 0; length -= 1) {
    const given = permissions[`/${parts.slice(0, length).join("/")}`];
    if (given !== undefined) return given[privilege] === 1;
  }
  return false;
}

function endpointOf({ endpoint }: ProviderConfig): string {
  if (endpoint === undefined) {
    throw new Error("proxmoxve: endpoint is missing. Set it in the provider's configuration.");
  }
  return endpoint;
}

async function call(config: ProviderConfig, path: string): Promise<unknown> {
  const endpoint = endpointOf(config);
  if (config.apiToken === undefined) {
    throw new Error("proxmoxve: apiToken is missing. Set it in the provider's configuration.");
  }
  const { status, body } = await get(`${endpoint}/api2/json${path}`, config).catch(
    (error: unknown) => {
      throw new Error(describeFailure(endpoint, error));
    },
  );
  if (status === 401) {
    throw new Error(
      `proxmoxve: ${endpoint} refuses the API token: 401 No ticket. Mint a new one with bootstrap and set it in the configuration.`,
    );
  }
  if (status !== 200) {
    throw new Error(
      `proxmoxve: ${endpoint}/api2/json${path} answers ${String(status)}. See the node's log.`,
    );
  }
  return (JSON.parse(body) as { readonly data: unknown }).data;
}

function describeFailure(endpoint: string, error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "DEPTH_ZERO_SELF_SIGNED_CERT" || code === "SELF_SIGNED_CERT_IN_CHAIN") {
    return `proxmoxve: ${endpoint} has a certificate of an unknown authority. Install a trusted one, or set insecure: true.`;
  }
  return `proxmoxve: ${endpoint} cannot be reached (${code ?? message}): is the management tunnel up and WARP connected?`;
}

function get(
  url: string,
  { apiToken, insecure }: ProviderConfig,
): Promise<{ readonly status: number; readonly body: string }> {
  return new Promise((resolve, reject) => {
    const headers = { Authorization: `PVEAPIToken=${apiToken ?? ""}` };
    const sent = request(
      url,
      { headers, rejectUnauthorized: !insecure, timeout: 10_000 },
      (reply) => {
        let body = "";
        reply.setEncoding("utf8");
        reply.on("data", (part: string) => {
          body += part;
        });
        reply.on("end", () => {
          resolve({ status: reply.statusCode ?? 0, body });
        });
        reply.on("error", reject);
      },
    );
    sent.on("timeout", () => {
      sent.destroy(Object.assign(new Error("timed out"), { code: "ETIMEDOUT" }));
    });
    sent.on("error", reject);
    sent.end();
  });
}

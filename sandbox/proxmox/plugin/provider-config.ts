import type { Values } from "@moco-sandbox/provider-framework/plugin";

/** Configuration of the provider; parts that a preview does not know yet are missing. */
export interface ProviderConfig {
  readonly endpoint?: string;
  readonly apiToken?: string;
  /** Accept a certificate that nobody signed, such as a fresh node's. */
  readonly insecure: boolean;
  readonly ssh?: SshConfig;
}

/** How files reach the node that its API does not take. */
export interface SshConfig {
  readonly username: string;
  readonly agentSocket?: string;
  readonly nodes: readonly {
    readonly name: string;
    readonly address: string;
    readonly port: number;
  }[];
}

const tokenForm = /^[^@!=\s]+@[^@!=\s]+![^@!=\s]+=[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Takes the provider's configuration apart. */
export function parseProviderConfig(config: Values): ProviderConfig {
  const { endpoint, apiToken, insecure, ssh } = config;
  if (typeof endpoint === "string" && !/^https:\/\/[^/]+\/?$/.test(endpoint)) {
    throw new Error(
      `proxmoxve: endpoint must be an https URL without a path, got ${endpoint}. Write https://<address>:8006/.`,
    );
  }
  if (typeof apiToken === "string" && !tokenForm.test(apiToken)) {
    throw new Error(
      "proxmoxve: apiToken must be in the form USER@REALM!TOKENID=UUID. Copy it whole from what bootstrap printed.",
    );
  }
  const sshConfig = parseSsh(ssh);
  return {
    ...(typeof endpoint === "string" && { endpoint: endpoint.replace(/\/$/, "") }),
    ...(typeof apiToken === "string" && { apiToken }),
    insecure: insecure === true || insecure === "true",
    ...(sshConfig !== undefined && { ssh: sshConfig }),
  };
}

function parseSsh(ssh: unknown): SshConfig | undefined {
  if (typeof ssh !== "object" || ssh === null) return undefined;
  const { username, agentSocket, nodes } = ssh as Values;
  if (typeof username !== "string") return undefined;
  const listed = (Array.isArray(nodes) ? nodes : []) as readonly Values[];
  return {
    username,
    ...(typeof agentSocket === "string" && { agentSocket }),
    nodes: listed.map(({ name, address, port }) => ({
      name: String(name),
      address: String(address),
      port: Number(port ?? 22),
    })),
  };
}

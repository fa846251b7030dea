import { edge } from "@moco-sandbox/world";

/** The one Cloudflare account of the sandbox, as stacks are configured with it. */
export const edgeAccount = {
  accountId: "acc00000000000000000000000000001",
  teamName: "moco",
  /** Names below `localhost` reach this machine in every browser without any DNS. */
  zones: { main: { id: "5eed0000000000000000000000000001", name: "moco.localhost" } },
  /** For the provider's `baseUrl`. */
  apiUrl: `http://${edge.apiAddress}/client/v4`,
} as const;

import { edge } from "@moco-sandbox/world";

/** The one Cloudflare account of the sandbox, as stacks are configured with it. */
export const edgeAccount = {
  accountId: "acc00000000000000000000000000001",
  zoneId: "5eed0000000000000000000000000001",
  /** Names below `localhost` reach this machine in every browser without any DNS. */
  zone: "moco.localhost",
  teamName: "moco",
  /** For the provider's `baseUrl`. */
  apiUrl: `http://${edge.apiAddress}/client/v4`,
} as const;

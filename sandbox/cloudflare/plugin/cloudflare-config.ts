import type { Values } from "@moco-sandbox/provider-framework/plugin";

import type { EdgeAccess } from "../edge/edge-api";

export type CloudflareConfig = EdgeAccess;

const local = ["127.0.0.1", "localhost", "[::1]"];

/** Takes the provider's configuration apart. Contacts nothing: a preview may have no edge yet. */
export function parseCloudflareConfig(config: Values): CloudflareConfig {
  const { baseUrl, apiToken } = config;
  if (typeof baseUrl !== "string" || !isLocal(baseUrl)) {
    const got = typeof baseUrl === "string" ? baseUrl : "nothing";
    throw new Error(
      `cloudflare: baseUrl must be an address of this machine, got ${got}. This provider is a stand-in and never contacts Cloudflare: set it to the sandbox's edge.`,
    );
  }
  if (typeof apiToken !== "string" || apiToken === "") {
    throw new Error("cloudflare: apiToken is missing. Set it to the token of the sandbox's edge.");
  }
  if (!tokenPattern.test(apiToken)) {
    throw new Error(
      "cloudflare: apiToken must have 40 to 80 characters, only letters, digits, hyphens and underscores. The real provider refuses any other.",
    );
  }
  return { baseUrl, apiToken };
}

const tokenPattern = /^[0-9A-Za-z_-]{40,80}$/;

function isLocal(url: string): boolean {
  return URL.canParse(url) && local.includes(new URL(url).hostname);
}

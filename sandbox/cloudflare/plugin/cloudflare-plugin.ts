import { parseFacts } from "@moco-sandbox/provider-framework/facts";
import type { Plugin } from "@moco-sandbox/provider-framework/plugin";

import { createEdgeApi, type EdgeApi } from "../edge/edge-api";
import facts from "./cloudflare.json";
import { type CloudflareConfig, parseCloudflareConfig } from "./cloudflare-config";
import { restoreClientSecret } from "./identity-provider-secret";
import { createRecordHandler, type RecordKind } from "./record-handler";

/** What is particular about each kind; the edge's record decides and computes the rest. */
const kinds: Readonly<Record<string, RecordKind>> = {
  zeroTrustTunnelCloudflared: {},
  zeroTrustTunnelCloudflaredConfig: { changedByUpdate: ["version"], stays: true },
  zeroTrustTunnelCloudflaredRoute: {},
  zeroTrustTunnelCloudflaredVirtualNetwork: {},
  zeroTrustAccessApplication: {},
  zeroTrustAccessPolicy: {},
  zeroTrustAccessGroup: {},
  zeroTrustAccessServiceToken: { changedByUpdate: ["clientSecret", "expiresAt"] },
  zeroTrustAccessIdentityProvider: { restoreSecrets: restoreClientSecret },
  zeroTrustDeviceDefaultProfile: {
    plannedAnew: ["dnsSearchSuffixes", "policyId"],
    stays: true,
  },
  zeroTrustDeviceSettings: {},
  zeroTrustGatewayPolicy: { changedByUpdate: ["updatedAt", "version"] },
  zeroTrustGatewaySettings: { stays: true },
  zeroTrustOrganization: { stays: true },
  dnsRecord: { changedByUpdate: ["modifiedOn"] },
  urlNormalizationSettings: { stays: true },
  zoneSetting: { changedByUpdate: ["modifiedOn"], stays: true },
};

/** The cloudflare provider, on the record of the sandbox's edge. */
export function createCloudflarePlugin(
  connect: (config: CloudflareConfig) => EdgeApi = createEdgeApi,
): Plugin<CloudflareConfig> {
  const types = Object.entries(kinds).map(([kind, particular]) => [
    tokenOf(kind),
    createRecordHandler(kind, particular, connect),
  ]);
  return {
    name: "cloudflare",
    version: "6.22.1",
    facts: parseFacts(facts),
    configure: parseCloudflareConfig,
    types: Object.fromEntries(types) as Plugin<CloudflareConfig>["types"],
  };
}

function tokenOf(kind: string): string {
  return `cloudflare:index/${kind}:${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
}

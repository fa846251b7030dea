import type { Supplement } from "./read-sdk-facts";

/** What the Terraform provider's schemas say beyond the SDK's types. */
export const supplement: Supplement = {
  source: "@pulumi/cloudflare@6.22.1, cloudflare/terraform-provider-cloudflare@a2efdc5786",
  replaces: {
    zeroTrustTunnelCloudflared: ["accountId", "configSrc"],
    zeroTrustTunnelCloudflaredConfig: ["accountId", "tunnelId"],
    zeroTrustTunnelCloudflaredRoute: ["accountId"],
    zeroTrustTunnelCloudflaredVirtualNetwork: ["accountId", "isDefault"],
    zeroTrustAccessApplication: ["accountId", "zoneId"],
    zeroTrustAccessPolicy: ["accountId"],
    zeroTrustAccessGroup: ["accountId", "zoneId"],
    zeroTrustAccessServiceToken: ["accountId", "zoneId"],
    zeroTrustAccessIdentityProvider: ["accountId", "zoneId", "type"],
    zeroTrustDeviceDefaultProfile: ["accountId"],
    zeroTrustDeviceSettings: ["accountId"],
    zeroTrustGatewayPolicy: ["accountId"],
    zeroTrustGatewaySettings: ["accountId"],
    zeroTrustOrganization: ["accountId", "zoneId"],
    dnsRecord: ["zoneId", "type"],
    urlNormalizationSettings: ["zoneId"],
    zoneSetting: ["zoneId", "settingId"],
  },
  secrets: {
    zeroTrustTunnelCloudflared: ["tunnelSecret"],
    zeroTrustAccessServiceToken: ["clientSecret"],
    zeroTrustAccessIdentityProvider: ["config.clientSecret"],
  },
  opaque: [
    "connectionRules",
    "corsHeaders",
    "data",
    "landingPageDesign",
    "mfaConfig",
    "oauthConfiguration",
    "ruleSettings",
    "saasApp",
    "schedule",
    "scimConfig",
    "settings",
    "targetCriterias",
  ],
};

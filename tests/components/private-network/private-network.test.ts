import * as pulumi from "@pulumi/pulumi";

import {
  PrivateNetwork,
  type PrivateNetworkArgs,
} from "../../../components/private-network/private-network";
import { inputsOf, recordResources, secretInputsOf } from "../../support/recorded-resources";

const tunnelType = "cloudflare:index/zeroTrustTunnelCloudflared:ZeroTrustTunnelCloudflared";
const tableType =
  "cloudflare:index/zeroTrustTunnelCloudflaredConfig:ZeroTrustTunnelCloudflaredConfig";
const routeType =
  "cloudflare:index/zeroTrustTunnelCloudflaredRoute:ZeroTrustTunnelCloudflaredRoute";
const policyType = "cloudflare:index/zeroTrustGatewayPolicy:ZeroTrustGatewayPolicy";

function args(overrides: Partial<PrivateNetworkArgs> = {}): PrivateNetworkArgs {
  return {
    accountId: "account",
    teamName: "moco",
    locations: {
      pm1: { range: "10.50.0.0/24", tunnelSecret: pulumi.output("c2VjcmV0") },
      pm2: { range: "10.51.0.0/24", tunnelSecret: pulumi.output("b3RoZXI=") },
    },
    operators: { emails: ["adam@example.org"], emailDomains: [] },
    ...overrides,
  };
}

class Holder extends pulumi.CustomResource {
  constructor(name: string, inputs: pulumi.Inputs) {
    super("test:index:Holder", name, inputs);
  }
}

describe("PrivateNetwork", () => {
  it("makes a management tunnel and a private route for every location", async () => {
    const resources = await recordResources(() => new PrivateNetwork("private", args()));
    expect(inputsOf(resources, tunnelType, "private-pm1-tunnel")).toEqual({
      accountId: "account",
      name: "pm1-management",
      configSrc: "cloudflare",
      tunnelSecret: "c2VjcmV0",
    });
    expect(secretInputsOf(resources, tunnelType, "private-pm1-tunnel")).toEqual(["tunnelSecret"]);
    expect(inputsOf(resources, routeType, "private-pm2-route")).toEqual({
      accountId: "account",
      tunnelId: "private-pm2-tunnel-id",
      network: "10.51.0.0/24",
      comment: "Location pm2",
    });
  });

  it("serves nothing public on a management tunnel", async () => {
    const resources = await recordResources(() => new PrivateNetwork("private", args()));
    expect(inputsOf(resources, tableType, "private-pm1-ingress")).toEqual({
      accountId: "account",
      tunnelId: "private-pm1-tunnel-id",
      source: "cloudflare",
      config: { ingresses: [{ service: "http_status:404" }] },
    });
  });

  it("sends the locations' ranges, and only them, through the devices' tunnel", async () => {
    const resources = await recordResources(() => new PrivateNetwork("private", args()));
    const profile = inputsOf(
      resources,
      "cloudflare:index/zeroTrustDeviceDefaultProfile:ZeroTrustDeviceDefaultProfile",
      "private-device-profile",
    );
    expect(profile["includes"]).toEqual([
      { address: "10.50.0.0/24", description: "pm1" },
      { address: "10.51.0.0/24", description: "pm2" },
    ]);
    expect(profile["excludes"]).toBeUndefined();
    // Left out it would be a change at every deployment.
    expect(profile["dnsSearchSuffixes"]).toEqual([]);
  });

  it("names every device setting, because one that is left out is taken back to null", async () => {
    const resources = await recordResources(() => new PrivateNetwork("private", args()));
    expect(
      inputsOf(
        resources,
        "cloudflare:index/zeroTrustDeviceSettings:ZeroTrustDeviceSettings",
        "private-device-settings",
      ),
    ).toEqual({
      accountId: "account",
      disableForTime: 0,
      gatewayProxyEnabled: true,
      gatewayUdpProxyEnabled: true,
      rootCertificateInstallationEnabled: false,
      useZtVirtualIp: false,
    });
  });

  it("denies the ranges to whom no policy names", async () => {
    const resources = await recordResources(() => new PrivateNetwork("private", args()));
    const name = "private-policy-private-ranges-deny";
    expect(inputsOf(resources, policyType, name)).toEqual({
      accountId: "account",
      enabled: true,
      filters: ["l4"],
      name: "private-ranges-deny",
      description: "Nobody else reaches nodes and guests.",
      precedence: 300,
      action: "block",
      traffic: "net.dst.ip in {10.50.0.0/24 10.51.0.0/24}",
    });
    expect(resources.filter(({ type }) => type === policyType)).toHaveLength(3);
  });

  it("hands out ids in the open and tokens as secrets", async () => {
    let network: PrivateNetwork | undefined;
    await recordResources(() => (network = new PrivateNetwork("private", args())));
    const holder = await recordResources(
      () =>
        new Holder("holder", {
          tunnel: network?.tunnels["pm1"]?.id,
          token: network?.tunnels["pm1"]?.token,
        }),
    );
    expect(inputsOf(holder, "test:index:Holder", "holder")).toEqual({
      tunnel: "private-pm1-tunnel-id",
      token: Buffer.from('{"a":"account","t":"private-pm1-tunnel-id","s":"c2VjcmV0"}').toString(
        "base64",
      ),
    });
    expect(secretInputsOf(holder, "test:index:Holder", "holder")).toEqual(["token"]);
  });

  it("knows all it makes in a preview of an empty stack", async () => {
    const resources = await recordResources(() => new PrivateNetwork("private", args()), {
      preview: true,
    });
    expect(resources).toHaveLength(12);
  });
});

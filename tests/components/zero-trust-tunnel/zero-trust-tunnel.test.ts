import * as pulumi from "@pulumi/pulumi";

import { publicAccess, serviceToken } from "../../../model/service/access";
import {
  ZeroTrustTunnel,
  type ZeroTrustTunnelArgs,
} from "../../../components/zero-trust-tunnel/zero-trust-tunnel";
import { aTunnelRoute } from "../../support/a-tunnel-route";
import { recordLocation } from "../../support/recorded-location";
import { inputsOf, recordResources, secretInputsOf } from "../../support/recorded-resources";

const tunnelType = "cloudflare:index/zeroTrustTunnelCloudflared:ZeroTrustTunnelCloudflared";
const tableType =
  "cloudflare:index/zeroTrustTunnelCloudflaredConfig:ZeroTrustTunnelCloudflaredConfig";
const applicationType = "cloudflare:index/zeroTrustAccessApplication:ZeroTrustAccessApplication";
const recordType = "cloudflare:index/dnsRecord:DnsRecord";

const routes = [
  aTunnelRoute(),
  aTunnelRoute({
    name: "n8n-hooks",
    path: "/webhook",
    access: publicAccess("Callers cannot sign in.", "Each hook checks a signature."),
  }),
  aTunnelRoute({
    name: "registry-api",
    service: "registry",
    hostname: "registry.example.org",
    access: serviceToken("ci", "nightly"),
  }),
];

function args(overrides: Partial<ZeroTrustTunnelArgs> = {}): ZeroTrustTunnelArgs {
  return {
    location: "pm1",
    accountId: "account",
    zones: { main: { id: "zone-id", name: "example.org" } },
    teamName: "moco",
    tunnelSecret: pulumi.output("c2VjcmV0"),
    routes,
    connectors: ["pm1-mgmt", "pm1-apps"],
    policyIds: {
      "login:staff": "policy-staff",
      "serviceToken:ci": "policy-ci",
      "serviceToken:nightly": "policy-nightly",
      public: "policy-public",
    },
    ...overrides,
  };
}

const computed = ({ type, name }: { type: string; name: string }): Record<string, unknown> =>
  type === applicationType ? { aud: `aud of ${name}` } : {};

class Holder extends pulumi.CustomResource {
  constructor(name: string, inputs: pulumi.Inputs) {
    super("test:index:Holder", name, inputs);
  }
}

describe("ZeroTrustTunnel", () => {
  it("makes a tunnel that is configured remotely, with a secret of ours", async () => {
    const resources = await recordResources(() => new ZeroTrustTunnel("pm1-tunnel", args()), {
      computed,
    });
    expect(inputsOf(resources, tunnelType, "pm1-tunnel-tunnel")).toEqual({
      accountId: "account",
      name: "pm1-services",
      configSrc: "cloudflare",
      tunnelSecret: "c2VjcmV0",
    });
    expect(secretInputsOf(resources, tunnelType, "pm1-tunnel-tunnel")).toEqual(["tunnelSecret"]);
  });

  it("serves each route behind its application's audience, and 404 for the rest", async () => {
    const resources = await recordResources(() => new ZeroTrustTunnel("pm1-tunnel", args()), {
      computed,
    });
    expect(inputsOf(resources, tableType, "pm1-tunnel-ingress")).toEqual({
      accountId: "account",
      tunnelId: "pm1-tunnel-tunnel-id",
      source: "cloudflare",
      config: {
        ingresses: [
          {
            hostname: "n8n.example.org",
            path: "^/webhook(?:/|$)",
            service: "http://10.50.0.70:80",
          },
          {
            hostname: "n8n.example.org",
            service: "http://10.50.0.70:80",
            originRequest: {
              access: {
                required: true,
                teamName: "moco",
                audTags: ["aud of pm1-tunnel-application-n8n-web"],
              },
            },
          },
          {
            hostname: "registry.example.org",
            service: "http://10.50.0.70:80",
            originRequest: {
              access: {
                required: true,
                teamName: "moco",
                audTags: ["aud of pm1-tunnel-application-registry-api"],
              },
            },
          },
          { service: "http_status:404" },
        ],
      },
    });
  });

  it("gives every route an application with the policies that it names, in order", async () => {
    const resources = await recordResources(() => new ZeroTrustTunnel("pm1-tunnel", args()), {
      computed,
    });
    const policies = Object.fromEntries(
      resources
        .filter(({ type }) => type === applicationType)
        .map(({ inputs }) => [inputs["domain"], inputs["policies"]]),
    );
    expect(policies).toEqual({
      "n8n.example.org": [{ id: "policy-staff", precedence: 1 }],
      "n8n.example.org/webhook": [{ id: "policy-public", precedence: 1 }],
      "registry.example.org": [
        { id: "policy-ci", precedence: 1 },
        { id: "policy-nightly", precedence: 2 },
      ],
    });
  });

  it("makes one proxied record per public name", async () => {
    const resources = await recordResources(() => new ZeroTrustTunnel("pm1-tunnel", args()), {
      computed,
    });
    const records = resources.filter(({ type }) => type === recordType);
    expect(records.map(({ name }) => name).sort()).toEqual([
      "pm1-tunnel-record-n8n",
      "pm1-tunnel-record-registry",
    ]);
    expect(inputsOf(resources, recordType, "pm1-tunnel-record-n8n")).toEqual({
      zoneId: "zone-id",
      name: "n8n.example.org",
      type: "CNAME",
      content: "pm1-tunnel-tunnel-id.cfargotunnel.com",
      proxied: true,
      ttl: 1,
      comment: "Tunnel pm1-services",
    });
  });

  it("makes records in the zone that a route names, whatever it is called in another one", async () => {
    const zones = {
      main: { id: "zone-id", name: "example.org" },
      shop: { id: "shop-id", name: "shop.example.com" },
    };
    const inShop = aTunnelRoute({
      name: "n8n-shop",
      zone: "shop",
      hostname: "n8n.shop.example.com",
    });
    const resources = await recordResources(
      () => new ZeroTrustTunnel("pm1-tunnel", args({ zones, routes: [aTunnelRoute(), inShop] })),
      { computed },
    );
    const records = resources.filter(({ type }) => type === recordType);
    expect(
      records.map(({ name, inputs }) => [name, inputs["zoneId"], inputs["name"]]).sort(),
    ).toEqual([
      ["pm1-tunnel-record-n8n", "zone-id", "n8n.example.org"],
      ["pm1-tunnel-record-n8n.shop", "shop-id", "n8n.shop.example.com"],
    ]);
  });

  it("lets a name resolve when its applications and the table are there, not before", async () => {
    const slow = ["pm1-tunnel-application-n8n-hooks", "pm1-tunnel-ingress"];
    for (const first of slow) {
      const { waits } = await recordLocation(() => new ZeroTrustTunnel("pm1-tunnel", args()), {
        slow: first,
      });
      expect(waits(first, "pm1-tunnel-record-n8n")).toBe(true);
    }
  });

  it("publishes the plain facts of its routes, in a preview of an empty stack too", async () => {
    const resources = await recordResources(() => new ZeroTrustTunnel("pm1-tunnel", args()), {
      preview: true,
    });
    const facts = inputsOf(resources, "moco:index:ZeroTrustTunnel", "pm1-tunnel");
    expect(facts).toEqual({
      location: "pm1",
      zones: { main: "example.org" },
      connectors: ["pm1-mgmt", "pm1-apps"],
      routes: routes.map(({ name, hostname, path, service, access, rateLimit }) => ({
        name,
        hostname,
        path,
        service,
        access,
        rateLimit,
      })),
    });
    expect(resources).toHaveLength(8);
  });

  it("hands out the connectors' token as a secret", async () => {
    let token: pulumi.Output<string> | undefined;
    await recordResources(() => {
      token = new ZeroTrustTunnel("pm1-tunnel", args()).token;
    });
    const holder = await recordResources(() => new Holder("holder", { token }));
    expect(secretInputsOf(holder, "test:index:Holder", "holder")).toEqual(["token"]);
    expect(inputsOf(holder, "test:index:Holder", "holder")).toEqual({
      token: Buffer.from('{"a":"account","t":"pm1-tunnel-tunnel-id","s":"c2VjcmV0"}').toString(
        "base64",
      ),
    });
  });
});

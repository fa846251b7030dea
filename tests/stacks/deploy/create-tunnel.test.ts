import { createConnectors, createTunnel } from "../../../stacks/deploy/create-tunnel";
import { createCloudflareProvider } from "../../../stacks/deploy/providers";
import { makeLocation } from "../../support/a-made-location";
import { anOwnLocation, configOf } from "../../support/own-stack";
import { type RecordedLocation, recordLocation } from "../../support/recorded-location";
import { inputsOf, secretInputsOf } from "../../support/recorded-resources";

// A whole location is recorded: a busy machine takes its time for it.
jest.setTimeout(60_000);

const location = anOwnLocation();
const ingressType =
  "cloudflare:index/zeroTrustTunnelCloudflaredConfig:ZeroTrustTunnelCloudflaredConfig";
const tunnelType = "cloudflare:index/zeroTrustTunnelCloudflared:ZeroTrustTunnelCloudflared";
const applicationType = "cloudflare:index/zeroTrustAccessApplication:ZeroTrustAccessApplication";

describe("createTunnel", () => {
  let recorded: RecordedLocation;

  beforeAll(async () => {
    recorded = await recordLocation(() => {
      const stack = configOf({}, []);
      createTunnel(location, createCloudflareProvider(location.config, stack), stack);
    });
  });

  it("sends each public name to the proxy of the guest that its service is placed on", () => {
    const { config } = inputsOf(recorded.resources, ingressType, "pm1-tunnel-ingress");
    const { ingresses } = config as {
      readonly ingresses: readonly { hostname?: string; path?: string; service: string }[];
    };
    expect(ingresses.map(({ hostname, path, service }) => [hostname, path, service])).toEqual([
      ["n8n.moco.test", expect.stringContaining("webhook") as string, "http://10.50.0.70:80"],
      ["n8n.moco.test", undefined, "http://10.50.0.70:80"],
      [undefined, undefined, "http_status:404"],
    ]);
  });

  it("is made with this location's secret, by the provider that it is given", () => {
    const { resources, providers } = recorded;
    expect(inputsOf(resources, tunnelType, "pm1-tunnel-tunnel")["tunnelSecret"]).toBe(
      "value of tunnelSecret-services",
    );
    expect(secretInputsOf(resources, tunnelType, "pm1-tunnel-tunnel")).toContain("tunnelSecret");
    expect(new Set(Object.values(providers))).toEqual(new Set(["cloudflare"]));
  });

  it.each([
    ["n8n-editor", "policy-automation"],
    ["n8n-webhooks", "policy-public"],
  ])("lets into %s whom the account's policy lets in", (route, id) => {
    const name = `pm1-tunnel-application-${route}`;
    expect(inputsOf(recorded.resources, applicationType, name)["policies"]).toEqual([
      expect.objectContaining({ id }),
    ]);
  });
});

describe("createConnectors", () => {
  it("installs a connector on the guests that the configuration names, one after the other", async () => {
    const { resources, waits } = await recordLocation(
      () => {
        const { tunnel, guests } = makeLocation(location);
        createConnectors(location, tunnel, guests);
      },
      { slow: "pm1-connectors-pm1-mgmt" },
    );
    const connectors = resources.filter(({ type }) => type === "moco:index:TunnelConnectors");
    expect(connectors.map(({ name, inputs }) => [name, inputs["guests"]])).toEqual([
      ["pm1-connectors", ["pm1-mgmt", "pm1-apps"]],
    ]);
    expect(waits("pm1-connectors-pm1-mgmt", "pm1-connectors-pm1-apps")).toBe(true);
  });
});

import { resourceType } from "../../../policy/facts/resource-type";
import { tunnelIngressOwned } from "../../../policy/rules/tunnel-ingress-owned";
import { aResource, unknownText, violationsOf } from "../../support/policy";

const ingresses = [{ hostname: "n8n.example.org" }, { service: "http_status:404" }];

function withConfig(config: unknown, options = {}): readonly string[] {
  return violationsOf(
    tunnelIngressOwned,
    aResource(resourceType.tunnelConfig, { config }, options),
  );
}

describe("tunnelIngressOwned", () => {
  it("accepts the table of a ZeroTrustTunnel, and one without public names", () => {
    const parent = aResource(resourceType.zeroTrustTunnel, {});
    expect(withConfig({ ingresses }, { parent })).toEqual([]);
    expect(withConfig({ ingresses: [{ service: "http_status:404" }] })).toEqual([]);
    expect(withConfig(undefined)).toEqual([]);
  });

  it("refuses a public name that no route declares", () => {
    expect(withConfig({ ingresses })).toEqual([
      'ZeroTrustTunnelCloudflaredConfig "n8n": config.ingresses must not open a public name outside of a ZeroTrustTunnel, got "n8n.example.org". Declare it as a route of the service behind it.',
    ]);
  });

  it("refuses a rule for any name, which would open it without one", () => {
    const service = "http://10.50.0.70:5678";
    for (const hostname of [undefined, ""]) {
      expect(withConfig({ ingresses: [{ hostname, service }] })).toEqual([
        'ZeroTrustTunnelCloudflaredConfig "n8n": config.ingresses must not open a public name outside of a ZeroTrustTunnel, got "any name". Declare it as a route of the service behind it.',
      ]);
    }
  });

  it("refuses a table that only a deployment would show", () => {
    expect(withConfig({ ingresses: unknownText })).toEqual([
      'ZeroTrustTunnelCloudflaredConfig "n8n": config.ingresses is not known before deployment. Make it plain data, so that this rule can judge it in a preview.',
    ]);
  });
});

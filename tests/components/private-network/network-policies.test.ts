import {
  automationIdentity,
  renderNetworkPolicies,
} from "../../../components/private-network/network-policies";

describe("renderNetworkPolicies", () => {
  it("lets operators and automation through and then nobody", () => {
    const policies = renderNetworkPolicies({
      ranges: ["10.51.0.0/24", "10.50.0.0/24"],
      teamName: "moco",
      operators: { emails: ["adam@example.org"], emailDomains: [] },
    });
    expect(policies).toEqual([
      {
        name: "private-ranges-operators",
        description: "Operators reach nodes and guests.",
        precedence: 100,
        action: "allow",
        traffic: "net.dst.ip in {10.50.0.0/24 10.51.0.0/24}",
        identity: 'identity.email in {"adam@example.org"}',
      },
      {
        name: "private-ranges-automation",
        description: "Runners of continuous integration reach nodes and guests.",
        precedence: 200,
        action: "allow",
        traffic: "net.dst.ip in {10.50.0.0/24 10.51.0.0/24}",
        identity: 'identity.email == "non_identity@moco.cloudflareaccess.com"',
      },
      {
        name: "private-ranges-deny",
        description: "Nobody else reaches nodes and guests.",
        precedence: 300,
        action: "block",
        traffic: "net.dst.ip in {10.50.0.0/24 10.51.0.0/24}",
      },
    ]);
  });
});

describe("automationIdentity", () => {
  it("is the address that Cloudflare gives to devices without a person", () => {
    expect(automationIdentity("moco")).toBe("non_identity@moco.cloudflareaccess.com");
  });
});

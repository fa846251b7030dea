import { addressOf, factsOf } from "../../../components/zero-trust-tunnel/tunnel-route";
import { aTunnelRoute } from "../../support/a-tunnel-route";

describe("addressOf", () => {
  it("is the hostname, with the path where there is one", () => {
    expect(addressOf({ hostname: "n8n.example.org", path: "/" })).toBe("n8n.example.org");
    expect(addressOf({ hostname: "n8n.example.org", path: "/a/b" })).toBe("n8n.example.org/a/b");
  });
});

describe("factsOf", () => {
  it("leaves out where a route is served", () => {
    expect(factsOf(aTunnelRoute())).toEqual({
      name: "n8n-web",
      hostname: "n8n.example.org",
      path: "/",
      service: "n8n",
      access: { kind: "login", groups: ["staff"] },
      rateLimit: { average: 100, burst: 200, period: "1m" },
    });
  });
});

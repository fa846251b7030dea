import { factsOf } from "../../../components/zero-trust-tunnel/tunnel-route";
import { aTunnelRoute } from "../../support/a-tunnel-route";

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

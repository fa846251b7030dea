import { login } from "../../model/service/access";
import { webRateLimit } from "../../model/service/rate-limit";
import type { TunnelRoute } from "../../components/zero-trust-tunnel/tunnel-route";

/** A route in which nothing is wrong. */
export function aTunnelRoute(overrides: Partial<TunnelRoute> = {}): TunnelRoute {
  return {
    name: "n8n-web",
    service: "n8n",
    zone: "main",
    hostname: "n8n.example.org",
    path: "/",
    container: "n8n",
    port: 5678,
    access: login("staff"),
    rateLimit: webRateLimit,
    originUrl: "http://10.50.0.70:80",
    ...overrides,
  };
}

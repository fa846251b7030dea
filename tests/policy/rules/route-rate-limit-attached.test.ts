import type { PlacedRoute } from "../../../model/service/placed-service";
import { traefikService } from "../../../components/traefik-proxy/traefik-service";
import { resourceType } from "../../../policy/facts/resource-type";
import type { Resource } from "../../../policy/facts/resource";
import { routeRateLimitAttached } from "../../../policy/rules/route-rate-limit-attached";
import { aPlacedService } from "../../support/a-placed-service";
import {
  aComposeService,
  aResource,
  aStack,
  unknownText,
  violationsOf,
} from "../../support/policy";

const route = aPlacedService().routes[0]!;
const tunnel = aResource(resourceType.zeroTrustTunnel, { routes: [route] }, { name: "tunnel" });

function aProxy(published: readonly PlacedRoute[], rendered = published): readonly Resource[] {
  const proxy = aResource(resourceType.traefikProxy, { routes: published }, { name: "proxy" });
  const spec = {
    location: "pm1",
    guest: "pm1-apps",
    address: "10.50.0.70",
    image: "traefik",
    routes: rendered,
    networks: [],
    connectors: ["10.50.0.10"],
  };
  return [proxy, aComposeService(traefikService(spec), { parent: proxy })];
}

function aProxyWithFile(text: string): readonly Resource[] {
  const proxy = aResource(resourceType.traefikProxy, { routes: [route] }, { name: "proxy" });
  const files = { "compose.yaml": "", "reloaded/traefik/routes.yaml": text };
  return [proxy, aResource(resourceType.composeService, { files }, { parent: proxy })];
}

function violations(...resources: readonly Resource[]): readonly string[] {
  return violationsOf(routeRateLimitAttached, aStack(), ...resources);
}

describe("routeRateLimitAttached", () => {
  it("accepts a stack without anything", () => {
    expect(violations()).toEqual([]);
  });

  it("accepts a name whose proxy renders its limit", () => {
    expect(violations(tunnel, ...aProxy([route]))).toEqual([]);
  });

  it("refuses a name of the tunnel that no proxy serves", () => {
    const message =
      'ZeroTrustTunnel "tunnel": routes[n8n.example.org/] must be served by a TraefikProxy route with a rate limit, got "n8n.example.org/". Give the same route to the TraefikProxy of the guest that serves it.';
    expect(violations(tunnel)).toEqual([message]);
    expect(violations(tunnel, ...aProxy([{ ...route, path: "/hook" }]))).toEqual([message]);
  });

  it("refuses a name whose proxy publishes no limit for it", () => {
    const unlimited = { ...route, rateLimit: { average: 0, burst: 0, period: "1m" } as const };
    expect(violations(tunnel, ...aProxy([unlimited], [route]))).toEqual([
      'ZeroTrustTunnel "tunnel": routes[n8n.example.org/] must be served by a TraefikProxy route with a rate limit, got "n8n.example.org/". Give the same route to the TraefikProxy of the guest that serves it.',
    ]);
  });

  it("refuses a route that the proxy publishes and does not render", () => {
    expect(violations(...aProxy([route], []))).toEqual([
      'TraefikProxy "proxy": routes[n8n.example.org/] must have a router in the configuration that Traefik reads, got "n8n.example.org". Render the configuration from the same routes.',
    ]);
  });

  it("refuses a limit that was written and never attached", () => {
    const text = `http:
  routers:
    n8n: { rule: "Host(\`n8n.example.org\`)", middlewares: [security-headers] }
  middlewares:
    security-headers: {}
    n8n-rate-limit: { rateLimit: { average: 100 } }
`;
    expect(violations(...aProxyWithFile(text))).toEqual([
      'TraefikProxy "proxy": http.routers.n8n.middlewares must name a middleware that limits the rate of its requests, got "Host(`n8n.example.org`)". Attach the route\'s rate limit to its router.',
    ]);
  });

  it("accepts a limit that is attached through a chain", () => {
    const text = `http:
  routers:
    n8n: { rule: "Host(\`n8n.example.org\`)", middlewares: [all@file] }
  middlewares:
    all: { chain: { middlewares: [limit] } }
    limit: { rateLimit: { average: 100 } }
`;
    expect(violations(...aProxyWithFile(text))).toEqual([]);
  });

  it("refuses a configuration that cannot be read", () => {
    expect(violations(...aProxyWithFile("http: ["))).toEqual([
      'ComposeService "n8n": files["reloaded/traefik/routes.yaml"] cannot be read as the configuration that it is. Render it from the service\'s data.',
    ]);
  });

  it("refuses routes that only a deployment would show", () => {
    const blind = aResource(resourceType.zeroTrustTunnel, { routes: unknownText });
    expect(violations(blind)).toEqual([
      'ZeroTrustTunnel "n8n": routes is not known before deployment. Make it plain data, so that this rule can judge it in a preview.',
    ]);
  });
});

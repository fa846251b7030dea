import { apiRateLimit } from "../../../model/service/rate-limit";
import { forwardedHeaders } from "../../../components/traefik-proxy/forwarded-headers";
import { renderDynamicConfig } from "../../../components/traefik-proxy/dynamic-config";
import { aPlacedService } from "../../support/a-placed-service";

const web = aPlacedService().routes[0]!;
const hooks = { ...web, name: "n8n-hooks", path: "/webhook", rateLimit: apiRateLimit };

/** As YAML, below its key. */
const removed = Object.entries(forwardedHeaders("n8n.example.org"))
  .map(([header, value]) => `          ${header}: ${value === "" ? '""' : value}\n`)
  .join("");

describe("renderDynamicConfig", () => {
  it("limits every route for each client, behind connectors only", () => {
    expect(renderDynamicConfig([web, hooks], ["10.50.0.10", "10.50.0.70"])).toBe(`http:
  routers:
    n8n-hooks:
      entryPoints:
        - web
      rule: Host(\`n8n.example.org\`) && (Path(\`/webhook\`) || PathPrefix(\`/webhook/\`)) && !PathRegexp(\`(?i)//|\\\\|%2f|%5c|[[:cntrl:]]|/\\.{1,2}([/;]|%3b|$)\`)
      priority: 8
      middlewares:
        - connectors-only
        - n8n-hooks-forwarded-headers
        - security-headers
        - n8n-hooks-rate-limit
      service: n8n-hooks
    n8n-web:
      entryPoints:
        - web
      rule: Host(\`n8n.example.org\`) && !PathRegexp(\`(?i)//|\\\\|%2f|%5c|[[:cntrl:]]|/\\.{1,2}([/;]|%3b|$)\`)
      priority: 1
      middlewares:
        - connectors-only
        - n8n-web-forwarded-headers
        - security-headers
        - n8n-web-rate-limit
      service: n8n-web
  middlewares:
    connectors-only:
      ipAllowList:
        sourceRange:
          - 10.50.0.10
          - 10.50.0.70
    security-headers:
      headers:
        forceSTSHeader: true
        stsSeconds: 31536000
        stsIncludeSubdomains: true
        contentTypeNosniff: true
        customFrameOptionsValue: SAMEORIGIN
        referrerPolicy: strict-origin-when-cross-origin
        permissionsPolicy: camera=(), microphone=(), geolocation=()
        customResponseHeaders:
          Server: ""
          X-Powered-By: ""
    n8n-hooks-forwarded-headers:
      headers:
        customRequestHeaders:
${removed}    n8n-web-forwarded-headers:
      headers:
        customRequestHeaders:
${removed}    n8n-hooks-rate-limit:
      rateLimit:
        average: 10
        burst: 20
        period: 1m
        sourceCriterion:
          requestHeaderName: Cf-Connecting-Ip
    n8n-web-rate-limit:
      rateLimit:
        average: 100
        burst: 200
        period: 1m
        sourceCriterion:
          requestHeaderName: Cf-Connecting-Ip
  services:
    n8n-hooks:
      loadBalancer:
        servers:
          - url: http://n8n-main:5678
    n8n-web:
      loadBalancer:
        servers:
          - url: http://n8n-main:5678
`);
  });

  it("leaves the paths of a name alone that is entered in one way", () => {
    expect(renderDynamicConfig([web], ["10.50.0.10"])).toContain("rule: Host(`n8n.example.org`)\n");
  });

  it("does not depend on the order in which services are declared", () => {
    const connectors = ["10.50.0.10"];
    expect(renderDynamicConfig([hooks, web], connectors)).toBe(
      renderDynamicConfig([web, hooks], connectors),
    );
  });

  it("has no empty tables where there is no route, which Traefik refuses", () => {
    const text = renderDynamicConfig([], ["10.50.0.10"]);
    expect(text).not.toMatch(/routers|services|\{\}/);
    expect(text).toContain("connectors-only");
  });
});

import { parse } from "yaml";

import { apiRateLimit, assetRateLimit } from "../../../model/service/rate-limit";
import { forwardedHeaders } from "../../../components/traefik-proxy/forwarded-headers";
import { renderDynamicConfig } from "../../../components/traefik-proxy/dynamic-config";
import { aPlacedService } from "../../support/a-placed-service";

const web = aPlacedService().routes[0]!;
const hooks = { ...web, name: "n8n-hooks", path: "/webhook", rateLimit: apiRateLimit };

/** What Traefik reads, as far as these tests look at it. */
interface Dynamic {
  readonly http: {
    readonly routers: Readonly<
      Record<
        string,
        {
          readonly rule: string;
          readonly priority: number;
          readonly middlewares: readonly string[];
        }
      >
    >;
    readonly middlewares: Readonly<Record<string, unknown>>;
  };
}

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
      priority: 16
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
      priority: 2
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
          ipStrategy:
            depth: 1
            ipv6Subnet: 64
    n8n-web-rate-limit:
      rateLimit:
        average: 100
        burst: 200
        period: 1m
        sourceCriterion:
          ipStrategy:
            depth: 1
            ipv6Subnet: 64
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

  it("gives a route's files a router of their own, the same but for its limit", () => {
    const assets = { paths: ["/assets"] as const, rateLimit: assetRateLimit };
    const { http } = parse(renderDynamicConfig([{ ...web, assets }], ["10.50.0.10"])) as Dynamic;
    const { rule, ...page } = http.routers["n8n-web"]!;
    expect(http.routers["n8n-web.assets"]).toEqual({
      ...page,
      rule: `${rule} && (Method(\`GET\`) || Method(\`HEAD\`)) && (Path(\`/assets\`) || PathPrefix(\`/assets/\`)) && !PathRegexp(\`(?i)//|\\\\|%2f|%5c|[[:cntrl:]]|/\\.{1,2}([/;]|%3b|$)\`)`,
      priority: 3,
      middlewares: [...page.middlewares.slice(0, -1), "n8n-web.assets-rate-limit"],
    });
    expect(http.middlewares["n8n-web.assets-rate-limit"]).toEqual({
      rateLimit: {
        ...{ average: 600, burst: 2_000, period: "1m" },
        sourceCriterion: { ipStrategy: { depth: 1, ipv6Subnet: 64 } },
      },
    });
  });

  it("never lets a route's files take what is another route's path", () => {
    const assets = { paths: ["/webhook/assets"] as const, rateLimit: assetRateLimit };
    const { http } = parse(
      renderDynamicConfig([{ ...web, assets }, hooks], ["10.50.0.10"]),
    ) as Dynamic;
    const names = Object.entries(http.routers).sort(([, a], [, b]) => b.priority - a.priority);
    expect(names.map(([name]) => name)).toEqual(["n8n-hooks", "n8n-web.assets", "n8n-web"]);
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

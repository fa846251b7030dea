import { traefikService } from "../../../components/traefik-proxy/traefik-service";
import { apiRateLimit, assetRateLimit, webRateLimit } from "../../../model/service/rate-limit";
import type { PlacedRoute } from "../../../model/service/placed-service";
import type { Resource } from "../../../policy/facts/resource";
import { resourceType } from "../../../policy/facts/resource-type";
import { routeRateLimitBounded } from "../../../policy/rules/route-rate-limit-bounded";
import { aPlacedService } from "../../support/a-placed-service";
import { aComposeService, aResource, unknownText, violationsOf } from "../../support/policy";

const page = aPlacedService().routes[0]!;
const hook = { ...page, access: { kind: "serviceToken", tokens: ["partner"] } };
const assets = { paths: ["/assets"], rateLimit: assetRateLimit } as const;

function withRoute(route: unknown): readonly string[] {
  const service = { routes: [route] };
  return violationsOf(routeRateLimitBounded, aResource(resourceType.composeService, { service }));
}

/** The service of a proxy whose Traefik reads what is rendered for these routes. */
function aProxyService(routes: readonly PlacedRoute[]): Resource {
  const spec = {
    location: "pm1",
    guest: "pm1-apps",
    address: "10.50.0.70",
    image: "traefik",
    routes,
    networks: [],
    connectors: ["10.50.0.10"],
  };
  const parent = aResource(resourceType.traefikProxy, { routes: [] }, { name: "proxy" });
  return aComposeService(traefikService(spec), { parent });
}

const subject = 'ComposeService "n8n": service.routes[n8n.example.org/]';
const why = "More would limit nobody, less would refuse what an honest client asks for.";

describe("routeRateLimitBounded", () => {
  it("accepts the company's own numbers", () => {
    expect(withRoute({ ...page, rateLimit: webRateLimit, assets })).toEqual([]);
    expect(withRoute({ ...hook, rateLimit: apiRateLimit })).toEqual([]);
    expect(violationsOf(routeRateLimitBounded, aProxyService([{ ...page, assets }]))).toEqual([]);
  });

  it.each([
    ["more than anybody asks for", { average: 20, burst: 100, period: "1s" }, "1200"],
    ["less than an open page asks for", { average: 20, burst: 100, period: "1m" }, "20"],
  ])("refuses a page that lets %s in", (_, rateLimit, got) => {
    expect(withRoute({ ...page, rateLimit })).toEqual([
      `${subject}.rateLimit.average must let 30 to 600 requests a minute in, of pages that people open, got ${got}. ${why} Use webRateLimit.`,
    ]);
  });

  it.each([20, 601])("refuses a page that lets %d requests in at once", (burst) => {
    expect(withRoute({ ...page, rateLimit: { average: 100, burst, period: "1m" } })).toEqual([
      `${subject}.rateLimit.burst must let 100 to 600 requests in at once, of pages that people open, got ${String(burst)}. ${why} Use webRateLimit.`,
    ]);
  });

  it("lets programs ask as seldom as they like, and no more often than pages", () => {
    const seldom = { average: 1, burst: 1, period: "1h" };
    expect(withRoute({ ...hook, rateLimit: seldom })).toEqual([]);
    const often = { average: 601, burst: 601, period: "1m" };
    expect(withRoute({ ...hook, rateLimit: often })).toEqual([
      `${subject}.rateLimit.average must let at most 600 requests a minute in, of calls, got 601. ${why} Use apiRateLimit.`,
      `${subject}.rateLimit.burst must let 1 to 600 requests in at once, of calls, got 601. ${why} Use apiRateLimit.`,
    ]);
  });

  it.each([
    [{ average: 299, burst: 499, period: "1m" }, "299", "499"],
    [{ average: 3_001, burst: 5_001, period: "1m" }, "3001", "5001"],
  ])("refuses %j for files", (rateLimit, average, burst) => {
    expect(withRoute({ ...page, assets: { ...assets, rateLimit } })).toEqual([
      `${subject}.assets.rateLimit.average must let 300 to 3000 requests a minute in, of files that pages load, got ${average}. ${why} Use assetRateLimit.`,
      `${subject}.assets.rateLimit.burst must let 500 to 5000 requests in at once, of files that pages load, got ${burst}. ${why} Use assetRateLimit.`,
    ]);
  });

  it("refuses to shut anybody out for a day", () => {
    const rateLimit = { average: 2_880, burst: 600, period: "1d" };
    expect(withRoute({ ...hook, rateLimit })).toEqual([
      `${subject}.rateLimit.period must be 1h or less, got "1d". Who has used it up would be shut out for longer than anybody waits.`,
    ]);
  });

  it.each([
    [resourceType.traefikProxy, "TraefikProxy"],
    [resourceType.zeroTrustTunnel, "ZeroTrustTunnel"],
  ])("judges the routes of %s", (type, kind) => {
    const routes = [{ ...page, rateLimit: { average: 100, burst: 9_000, period: "1m" } }];
    expect(violationsOf(routeRateLimitBounded, aResource(type, { routes }, { name: "e" }))).toEqual(
      [
        `${kind} "e": routes[n8n.example.org/].rateLimit.burst must let 100 to 600 requests in at once, of pages that people open, got 9000. ${why} Use webRateLimit.`,
      ],
    );
  });

  it("leaves to another rule what is missing or no limit at all", () => {
    expect(withRoute({ ...page, rateLimit: undefined })).toEqual([]);
    expect(withRoute({ ...page, rateLimit: { average: 1, burst: 1, period: "soon" } })).toEqual([]);
    expect(withRoute({ ...page, rateLimit: { average: 1, burst: 1, period: "0s" } })).toEqual([]);
  });

  it("refuses a proxy whose Traefik gives the limit of files to what is not only read", () => {
    const wide = aProxyService([{ ...page, rateLimit: assetRateLimit }]);
    expect(violationsOf(routeRateLimitBounded, wide)).toEqual([
      `ComposeService "traefik": http.routers.n8n-web.rateLimit.burst must let 1 to 600 requests in at once, of calls, got 2000. ${why} Use apiRateLimit.`,
    ]);
  });

  it("refuses limits that only a deployment would show", () => {
    expect(withRoute({ ...page, rateLimit: unknownText })).toEqual([
      `ComposeService "n8n": service.routes[0].rateLimit is not known before deployment. Make it plain data, so that this rule can judge it in a preview.`,
    ]);
    expect(withRoute({ ...page, assets: { ...assets, rateLimit: unknownText } })).toEqual([
      `ComposeService "n8n": service.routes[0].assets.rateLimit is not known before deployment. Make it plain data, so that this rule can judge it in a preview.`,
    ]);
  });
});

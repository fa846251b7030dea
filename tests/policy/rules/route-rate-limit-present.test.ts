import { resourceType } from "../../../policy/facts/resource-type";
import { routeRateLimitPresent } from "../../../policy/rules/route-rate-limit-present";
import { aPlacedService } from "../../support/a-placed-service";
import { aComposeService, aResource, unknownText, violationsOf } from "../../support/policy";

const route = aPlacedService().routes[0]!;

function withLimit(rateLimit: unknown): readonly string[] {
  const service = { routes: [{ ...route, rateLimit }] };
  return violationsOf(routeRateLimitPresent, aResource(resourceType.composeService, { service }));
}

const subject = 'ComposeService "n8n": service.routes[n8n.example.org/].rateLimit';
const fix = 'Use webRateLimit, apiRateLimit, or { average: 100, burst: 200, period: "1m" }.';

describe("routeRateLimitPresent", () => {
  it("accepts a limit of more than nothing", () => {
    expect(violationsOf(routeRateLimitPresent, aComposeService(aPlacedService()))).toEqual([]);
  });

  it("refuses a route without a limit", () => {
    expect(withLimit(undefined)).toEqual([`${subject} is missing. ${fix}`]);
  });

  it("refuses files without a limit, and one that lets everyone in", () => {
    const service = (rateLimit: unknown): object => ({
      routes: [{ ...route, assets: { paths: ["/assets"], rateLimit } }],
    });
    const judge = (rateLimit: unknown): readonly string[] =>
      violationsOf(
        routeRateLimitPresent,
        aResource(resourceType.composeService, { service: service(rateLimit) }),
      );
    const files = 'ComposeService "n8n": service.routes[n8n.example.org/].assets.rateLimit';
    expect(judge(undefined)).toEqual([`${files} is missing. ${fix}`]);
    expect(judge({ average: 0, burst: 1, period: "1m" })).toEqual([
      `${files}.average must be at least 1, got 0. ${fix}`,
    ]);
  });

  it.each([
    ["average", { average: 0, burst: 1, period: "1m" }, "0"],
    ["burst", { average: 1, burst: 0, period: "1m" }, "0"],
    ["burst", { average: 1, period: "1m" }, "nothing"],
  ])("refuses a limit whose %s lets everyone or no one in", (key, limit, got) => {
    expect(withLimit(limit)).toEqual([`${subject}.${key} must be at least 1, got ${got}. ${fix}`]);
  });

  it.each([
    ["0s", '"0s"'],
    ["soon", '"soon"'],
    [undefined, "nothing"],
  ])("refuses the period %p", (period, got) => {
    expect(withLimit({ average: 1, burst: 1, period })).toEqual([
      `${subject}.period must be a time, got ${got}. ${fix}`,
    ]);
  });

  it.each([
    [resourceType.traefikProxy, "TraefikProxy"],
    [resourceType.zeroTrustTunnel, "ZeroTrustTunnel"],
  ])("judges the routes of %s", (type, kind) => {
    const routes = [{ ...route, rateLimit: undefined }];
    expect(violationsOf(routeRateLimitPresent, aResource(type, { routes }, { name: "e" }))[0]).toBe(
      `${kind} "e": routes[n8n.example.org/].rateLimit is missing. ${fix}`,
    );
  });

  it("refuses a limit that only a deployment would show", () => {
    expect(withLimit(unknownText)).toEqual([
      `ComposeService "n8n": service.routes[0].rateLimit is not known before deployment. Make it plain data, so that this rule can judge it in a preview.`,
    ]);
  });
});

import { renderProblem } from "../../../model/basics/problem";
import { checkRoutes } from "../../../model/service/check-routes";
import { assetRateLimit } from "../../../model/service/rate-limit";
import type { RouteSpec } from "../../../model/service/route-spec";
import { aService } from "../../support/a-service";

const web = aService().routes![0]!;

function messages(...routes: readonly Partial<RouteSpec>[]): readonly string[] {
  const service = aService({ routes: routes.map((route) => ({ ...web, ...route })) });
  return checkRoutes(service).map(renderProblem);
}

describe("checkRoutes", () => {
  it("accepts a service without any", () => {
    const service = { ...aService() };
    delete service.routes;
    expect(checkRoutes(service)).toEqual([]);
  });

  it("accepts a name with a path below it", () => {
    expect(messages({}, { name: "hook", path: "/hook/v1.0" }, { name: "all", path: "/" })).toEqual(
      [],
    );
  });

  it("refuses a route to an unknown container", () => {
    expect(messages({ container: "api" })).toEqual([
      'notes.routes.web.container must name one of the service\'s containers, got "api". Use one of web, or declare it in containers.',
    ]);
  });

  it("refuses a port that is none", () => {
    expect(messages({ port: 0 })).toEqual([
      "notes.routes.web.port must be a port, got 0. Use a whole number from 1 to 65535.",
    ]);
  });

  it("refuses a name that resources cannot have", () => {
    expect(messages({ name: "Web_1" })).toEqual([
      'notes.routes.Web_1.name must be lower-case letters, digits and dashes, got "Web_1". Rename the route.',
    ]);
  });

  it.each(["a.b", "-n8n", "n8n-", "*", "", "N8N", "a.org`) || Host(`b", "a".repeat(64)])(
    "refuses the subdomain %p",
    (subdomain) => {
      expect(messages({ subdomain })).toEqual([
        `notes.routes.web.subdomain must be one label below the zone, of lower-case letters, digits and dashes, got "${subdomain}". Write one label without a dot: the zone's certificate covers no more.`,
      ]);
    },
  );

  it.each(["/hook/", "//hook", "/hook*", "/a/../b", "/a/.", "/a b", "/%61"] as const)(
    "refuses the path %p",
    (path) => {
      expect(messages({ path })).toEqual([
        `notes.routes.web.path must be "/" or plain segments without a slash at the end, got "${path}". Write it like /hook or /api/v1.`,
      ]);
    },
  );

  it.each([
    ["an average that Traefik takes for no limit", { average: 0, burst: 1, period: "1m" }],
    ["parts of requests", { average: 1.5, burst: 2, period: "1m" }],
    ["a burst below the average", { average: 10, burst: 5, period: "1m" }],
    ["no period", { average: 10, burst: 20, period: "0s" }],
  ] as const)("refuses %s", (_, rateLimit) => {
    const { average, burst, period } = rateLimit;
    expect(messages({ rateLimit })).toEqual([
      `notes.routes.web.rateLimit must be a whole average above 0, a burst not below it, and a period, got ${String(average)}/${String(burst)}/${period}. Use webRateLimit, apiRateLimit or, for assets, assetRateLimit.`,
    ]);
  });

  it("accepts folders and single files that pages load", () => {
    const paths = ["/assets", "/static/fonts", "/favicon.ico"] as const;
    expect(messages({ assets: { paths, rateLimit: assetRateLimit } })).toEqual([]);
    const below = ["/app/assets"] as const;
    expect(messages({ path: "/app", assets: { paths: below, rateLimit: assetRateLimit } })).toEqual(
      [],
    );
  });

  it.each([
    ["/", "/", "/"],
    ["/", "/assets/", "/"],
    ["/", "/assets/*.js", "/"],
    ["/", "/assets`) || Path(`/rest", "/"],
    ["/app", "/app", "/app/"],
    ["/app", "/assets", "/app/"],
    ["/app", "/application/assets", "/app/"],
  ] as const)("refuses, on a route at %p, files at %p", (path, asset, above) => {
    const assets = { paths: [asset] as const, rateLimit: assetRateLimit };
    expect(messages({ path, assets })).toEqual([
      `notes.routes.web.assets.paths must be plain segments below ${path} without a slash at the end, got "${asset}". Write it like ${above}assets.`,
    ]);
  });

  it("refuses files with a limit that is none", () => {
    const rateLimit = { average: 0, burst: 1, period: "1m" } as const;
    expect(messages({ assets: { paths: ["/assets"], rateLimit } })).toEqual([
      "notes.routes.web.assets.rateLimit must be a whole average above 0, a burst not below it, and a period, got 0/1/1m. Use webRateLimit, apiRateLimit or, for assets, assetRateLimit.",
    ]);
  });

  it("refuses two routes of one name", () => {
    expect(messages({}, { path: "/other" })).toEqual([
      "notes.routes.web is declared twice. Give each route of a service a name of its own.",
    ]);
  });
});

import { renderProblem } from "../../../model/basics/problem";
import { assetRateLimit } from "../../../model/service/rate-limit";
import { placeRoutes } from "../../../stacks/plan/place-routes";
import { aService } from "../../support/a-service";

const zones = { main: { name: "example.org" }, shop: { name: "shop.example" } };
const web = aService().routes![0]!;

describe("placeRoutes", () => {
  it("names routes after service and route, below the main zone", () => {
    expect(placeRoutes(aService(), zones)).toEqual({
      found: [
        {
          name: "notes-web",
          service: "notes",
          zone: "main",
          hostname: "notes.example.org",
          path: "/",
          container: "web",
          port: 8080,
          access: web.access,
          rateLimit: web.rateLimit,
        },
      ],
      problems: [],
    });
  });

  it("keeps the files that a route's pages load", () => {
    const assets = { paths: ["/assets"] as const, rateLimit: assetRateLimit };
    const routes = [{ ...web, assets }];
    expect(placeRoutes(aService({ routes }), zones).found).toMatchObject([{ assets }]);
  });

  it("puts a name below the zone that the route says, and keeps its path", () => {
    const routes = [{ ...web, zone: "shop", path: "/hook" as const }];
    expect(placeRoutes(aService({ routes }), zones).found).toMatchObject([
      { zone: "shop", hostname: "notes.shop.example", path: "/hook" },
    ]);
  });

  it("refuses a zone that the location does not have, and places the others", () => {
    const routes = [web, { ...web, name: "shop", zone: "shpo" }];
    const { found, problems } = placeRoutes(aService({ routes }), zones);
    expect(found.map(({ name }) => name)).toEqual(["notes-web"]);
    expect(problems.map(renderProblem)).toEqual([
      'notes.routes.shop.zone must be the key of one of the location\'s zones, got "shpo". Use one of main, shop, or add it to cloudflare.zones.',
    ]);
  });

  it("places nothing for a service without routes", () => {
    const service = { ...aService() };
    delete service.routes;
    expect(placeRoutes(service, zones)).toEqual({ found: [], problems: [] });
  });
});

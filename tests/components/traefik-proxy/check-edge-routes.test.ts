import type { PlacedRoute } from "../../../model/service/placed-service";
import { renderProblem } from "../../../model/basics/problem";
import { checkEdgeRoutes } from "../../../components/traefik-edge/check-edge-routes";
import { aPlacedService } from "../../support/a-placed-service";

const web = aPlacedService().routes[0]!;

function faultsOf(...routes: readonly PlacedRoute[]): readonly string[] {
  return checkEdgeRoutes(routes, ["10.50.0.10"]).map(renderProblem);
}

describe("checkEdgeRoutes", () => {
  it("finds nothing in routes without fault", () => {
    expect(faultsOf(web, { ...web, name: "n8n-hooks", path: "/webhook" })).toEqual([]);
  });

  it.each<[string, Partial<PlacedRoute>, string]>([
    [
      "a limit that Traefik takes for none",
      { rateLimit: { average: 0, burst: 1, period: "1m" } },
      "routes.n8n-web.rateLimit must be a whole average above 0, a burst not below it, and a period, got 0/1/1m. Use webRateLimit or apiRateLimit.",
    ],
    [
      "a name that would end the rule",
      { hostname: "a.org`) || Host(`b.org" },
      "routes.n8n-web.hostname must be a public name in lower case, got a.org`) || Host(`b.org. Write it like app.example.org.",
    ],
    [
      "a path with a slash at its end",
      { path: "/webhook/" },
      "routes.n8n-web.path must be / or start with / and not end with it, got /webhook/. Write it like /webhook.",
    ],
  ])("refuses %s", (_fault, route, message) => {
    expect(faultsOf({ ...web, ...route })).toEqual([message]);
  });

  it("refuses two routes with one public name and path", () => {
    expect(faultsOf(web, { ...web, name: "notes-web" })).toEqual([
      "routes.notes-web takes the public name and path of another route, got n8n.example.org/. Give one of them another subdomain or path.",
    ]);
  });

  it("refuses two routes of one name", () => {
    expect(faultsOf(web, { ...web, path: "/other" })).toEqual([
      "routes.n8n-web is declared twice. Give each route of a service a name of its own.",
    ]);
  });

  it("refuses an edge that nobody may enter", () => {
    expect(checkEdgeRoutes([], []).map(renderProblem)).toEqual([
      "connectors must name at least one address, got none. Name the guests that run the tunnel's connectors.",
    ]);
  });
});

import { renderProblem } from "../../../model/basics/problem";
import { images } from "../../../services/images";
import { placeService, type Site } from "../../../stacks/plan/place-service";
import { publishEndpoints } from "../../../stacks/plan/published-ports";
import { aService } from "../../support/a-service";
import { aLink, anInstance, appsGuest, dataGuest } from "../../support/an-instance";

const web = aService().containers["web"]!;
const shop = anInstance("shop", appsGuest, {
  routes: aService().routes!,
  containers: {
    web: { ...web, environment: { PORT: "8080", CACHE: { need: "near", part: "host" } } },
  },
});
const near = anInstance("near");
const far = anInstance("far", dataGuest);
const links = [aLink(shop, near), aLink(shop, far), aLink(shop, far, "again")];

const site: Site = {
  location: "pm1",
  zones: { main: { name: "example.org" } },
  images,
  links,
  published: publishEndpoints(links),
};

describe("placeService", () => {
  it("resolves everything that a service refers to", () => {
    const { found, problems } = placeService(shop, site);
    expect(problems).toEqual([]);
    expect(found).toEqual([
      {
        name: "shop",
        description: "Notes.",
        location: "pm1",
        guest: "pm1-apps",
        containers: {
          web: {
            ...web,
            image: images.n8n,
            environment: { PORT: "8080", CACHE: "near-web" },
            networks: ["shop.proxy", "shop.near"],
            attachedNetworks: [],
          },
        },
        volumes: aService().volumes,
        routes: [
          {
            ...aService().routes![0],
            subdomain: undefined,
            name: "shop-web",
            service: "shop",
            zone: "main",
            hostname: "notes.example.org",
            path: "/",
          },
        ],
        needs: ["near", "far"],
        ports: [],
        reaches: [{ service: "far", address: "10.50.0.134", port: 23240 }],
        secrets: aService().secrets,
        objectives: aService().objectives,
        runbook: "notes.md",
      },
    ]);
  });

  it("binds what other guests need to the guest's own address, for those guests alone", () => {
    expect(placeService(far, site).found[0]?.ports).toEqual([
      {
        address: "10.50.0.134",
        port: 23_240,
        container: "web",
        containerPort: 6379,
        from: ["pm1-apps"],
      },
    ]);
    expect(placeService(near, site).found[0]?.ports).toEqual([]);
  });

  it("fills in what a service may leave out", () => {
    const { image, user, healthcheck, limits, reservations } = web;
    const { name, description, objectives, runbook } = aService();
    const containers = { web: { image, user, healthcheck, limits, reservations } };
    const service = { name, description, containers, objectives, runbook };
    expect(placeService({ service, guest: appsGuest }, site).found[0]).toMatchObject({
      containers: { web: { environment: {}, networks: [], attachedNetworks: [] } },
      volumes: {},
      routes: [],
      needs: [],
      ports: [],
      secrets: {},
    });
  });

  it("reports routes that cannot be placed", () => {
    expect(placeService(shop, { ...site, zones: {} }).problems.map(renderProblem)).toEqual([
      'shop.routes.web.zone must be the key of one of the location\'s zones, got "main". Use one of (none), or add it to cloudflare.zones.',
    ]);
  });
});

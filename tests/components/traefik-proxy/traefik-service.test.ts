import { checkPlacedService } from "../../../components/compose-service/check-placed-service";
import { renderServiceFiles } from "../../../components/compose-service/service-files";
import { traefikService } from "../../../components/traefik-edge/traefik-service";
import { aPlacedService } from "../../support/a-placed-service";

const edge = {
  location: "pm1",
  guest: "pm1-apps",
  address: "10.50.0.70",
  image: `traefik:3.6.0@sha256:${"c".repeat(64)}`,
  routes: aPlacedService().routes,
  connectors: ["10.50.0.10"],
};

describe("traefikService", () => {
  it("is a service without fault, bound to the guest's address", () => {
    const service = traefikService(edge);
    expect(checkPlacedService(service, { secrets: [], edge: true })).toEqual([]);
    expect(service.ports).toEqual([
      { address: "10.50.0.70", port: 80, container: "traefik", containerPort: 8000, from: [] },
    ]);
  });

  it("changes nothing but the watched file when a route is added", () => {
    const [route] = edge.routes;
    const more = {
      ...edge,
      routes: [...edge.routes, { ...route!, name: "n8n-more", path: "/more" }],
    };
    const before = renderServiceFiles(traefikService(edge));
    const after = renderServiceFiles(traefikService(more));
    const changed = Object.keys(after).filter((path) => before[path] !== after[path]);
    expect(changed).toEqual(["reloaded/traefik/etc/traefik/dynamic/routes.yaml"]);
  });

  it("asks Traefik itself whether it is well", () => {
    expect(traefikService(edge).containers["traefik"]?.healthcheck.test).toEqual([
      "CMD",
      "traefik",
      "healthcheck",
      "--configFile=/etc/traefik/traefik.yaml",
    ]);
  });
});

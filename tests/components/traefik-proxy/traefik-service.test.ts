import { renderServiceFiles } from "../../../components/compose-service/service-files";
import { traefikService } from "../../../components/traefik-proxy/traefik-service";
import { proxyResources } from "../../../model/service/resources";
import { aPlacedService } from "../../support/a-placed-service";

const proxy = {
  location: "pm1",
  guest: "pm1-apps",
  address: "10.50.0.70",
  image: `traefik:3.6.0@sha256:${"c".repeat(64)}`,
  routes: aPlacedService().routes,
  networks: ["n8n.proxy", "notes.proxy"],
  connectors: ["10.50.0.10"],
};

describe("traefikService", () => {
  it("is bound to the guest's address, and is brought the networks of the routed services", () => {
    const service = traefikService(proxy);
    const { networks, attachedNetworks } = service.containers["traefik"]!;
    expect([networks, attachedNetworks]).toEqual([[], ["n8n.proxy", "notes.proxy"]]);
    expect(service.ports).toEqual([
      { address: "10.50.0.70", port: 80, container: "traefik", containerPort: 8000, from: [] },
    ]);
  });

  it("changes nothing but the watched file when a routed service is added", () => {
    const [route] = proxy.routes;
    const more = {
      ...proxy,
      routes: [...proxy.routes, { ...route!, name: "wiki-web", service: "wiki" }],
      networks: [...proxy.networks, "wiki.proxy"],
    };
    const before = renderServiceFiles(traefikService(proxy));
    const after = renderServiceFiles(traefikService(more));
    const changed = Object.keys(after).filter((path) => before[path] !== after[path]);
    expect(changed).toEqual(["reloaded/traefik/etc/traefik/dynamic/routes.yaml"]);
  });

  it("takes what a guest's plan holds ready for its proxy", () => {
    const { limits, reservations } = traefikService(proxy).containers["traefik"]!;
    expect({ limits, reservations }).toEqual(proxyResources);
  });

  it("asks Traefik itself whether it is well", () => {
    expect(traefikService(proxy).containers["traefik"]?.healthcheck).toMatchObject({
      kind: "command",
      command: ["traefik", "healthcheck", "--configFile=/etc/traefik/traefik.yaml"],
    });
  });
});

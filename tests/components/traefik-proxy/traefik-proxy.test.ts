import { TraefikProxy } from "../../../components/traefik-proxy/traefik-proxy";
import { aHost } from "../../support/a-host";
import { aPlacedService } from "../../support/a-placed-service";
import { inputsOf, recordResources } from "../../support/recorded-resources";

const { routes } = aPlacedService();

function createProxy(): TraefikProxy {
  return new TraefikProxy("pm1-apps-proxy", {
    location: "pm1",
    guest: "pm1-apps",
    address: "10.50.0.70",
    image: `traefik:3.6.0@sha256:${"c".repeat(64)}`,
    routes,
    networks: ["n8n.proxy"],
    connectors: ["10.50.0.10"],
    host: aHost(),
  });
}

describe("TraefikProxy", () => {
  it("publishes its routes with their limits, for policies to read", async () => {
    const resources = await recordResources(createProxy);
    expect(inputsOf(resources, "moco:index:TraefikProxy", "pm1-apps-proxy")).toEqual({
      location: "pm1",
      guest: "pm1-apps",
      address: "10.50.0.70",
      routes,
      connectors: ["10.50.0.10"],
    });
  });

  it("makes Traefik as a service like any other, on the guest that it is given", async () => {
    const resources = await recordResources(createProxy);
    expect(resources.map(({ type, name }) => `${type} ${name}`).sort()).toEqual([
      "command:remote:Command pm1-apps-proxy-traefik-release",
      "docker:index/network:Network pm1-apps-proxy-traefik-network",
      "moco:index:ComposeService pm1-apps-proxy-traefik",
      "moco:index:TraefikProxy pm1-apps-proxy",
      "test:index:Guest pm1-apps",
    ]);
    const release = inputsOf(resources, "command:remote:Command", "pm1-apps-proxy-traefik-release");
    expect(release).toMatchObject({
      connection: { host: "10.50.0.70", hostKey: "ssh-ed25519 AAAA" },
      create: "sudo /usr/local/sbin/moco-release apply traefik",
    });
    expect(JSON.parse(String(release["stdin"]))).toMatchObject({
      service: "traefik",
      generation: "generation of pm1-apps-id",
      secrets: {},
    });
  });
});

import * as pulumi from "@pulumi/pulumi";

import { TraefikEdge } from "../../../components/traefik-edge/traefik-edge";
import { aPlacedService } from "../../support/a-placed-service";
import { inputsOf, recordResources } from "../../support/recorded-resources";

const { routes } = aPlacedService();

class Guest extends pulumi.CustomResource {
  constructor(name: string) {
    super("test:index:Guest", name, {});
  }
}

function createEdge(connectors: readonly string[] = ["10.50.0.10"]): TraefikEdge {
  const vm = new Guest("pm1-apps");
  return new TraefikEdge("pm1-apps-edge", {
    location: "pm1",
    guest: "pm1-apps",
    address: "10.50.0.70",
    image: `traefik:3.6.0@sha256:${"c".repeat(64)}`,
    routes,
    connectors,
    connection: { host: "10.50.0.70", port: 22, user: "ops", hostKey: "ssh-ed25519 AAAA" },
    generation: "02:00:00:00:00:01",
    ready: vm,
    vm,
  });
}

describe("TraefikEdge", () => {
  it("publishes its routes with their limits, for policies to read", async () => {
    const resources = await recordResources(createEdge);
    expect(inputsOf(resources, "moco:index:TraefikEdge", "pm1-apps-edge")).toEqual({
      location: "pm1",
      guest: "pm1-apps",
      address: "10.50.0.70",
      routes,
      connectors: ["10.50.0.10"],
    });
  });

  it("makes the network that routed services join, and Traefik on it", async () => {
    const resources = await recordResources(createEdge);
    const network = inputsOf(resources, "docker:index/network:Network", "pm1-apps-edge-network");
    expect(network["name"]).toBe("edge");
    const release = inputsOf(resources, "command:remote:Command", "pm1-apps-edge-traefik-release");
    expect(release["create"]).toBe("sudo /usr/local/sbin/moco-release apply traefik");
    expect(JSON.parse(String(release["stdin"]))).toMatchObject({
      files: { "compose.yaml": expect.stringContaining("host_ip: 10.50.0.70") as string },
      secrets: {},
    });
  });

  it("refuses faults before anything is made", async () => {
    let message = "";
    await recordResources(() => {
      try {
        createEdge([]);
      } catch (error) {
        message = (error as Error).message;
      }
    });
    expect(message).toBe(`TraefikEdge "pm1-apps-edge": 1 problem
  connectors must name at least one address, got none. Name the guests that run the tunnel's connectors.`);
  });
});

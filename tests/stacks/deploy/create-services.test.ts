import { LocationNetwork } from "../../../components/location-network/location-network";
import { createGuests } from "../../../stacks/deploy/create-guests";
import { createServices } from "../../../stacks/deploy/create-services";
import { createTunnel } from "../../../stacks/deploy/create-tunnel";
import {
  createCloudflareProvider,
  createDockerProviders,
  createProxmoxProvider,
} from "../../../stacks/deploy/providers";
import type { Location } from "../../../stacks/plan/location";
import { anOwnLocation, configOf } from "../../support/own-stack";
import { recordLocation } from "../../support/recorded-location";
import { inputsOf, secretInputsOf } from "../../support/recorded-resources";

const location = anOwnLocation();
const stack = configOf({}, []);
const commandType = "command:remote:Command";

function record(made: Location = location, slow?: string): ReturnType<typeof recordLocation> {
  return recordLocation(
    () => {
      const provider = createProxmoxProvider(made.config, stack);
      const network = new LocationNetwork("pm1-network", made, { providers: [provider] });
      const tunnel = createTunnel(made, createCloudflareProvider(made.config, stack));
      const guests = createGuests(made, network, tunnel, provider);
      createServices(made, guests, createDockerProviders(made.services, guests));
    },
    slow === undefined ? {} : { slow },
  );
}

describe("createServices", () => {
  it("gives an edge to the guests that have routes, and to no other", async () => {
    const { resources } = await record();
    const edges = resources.filter(({ type }) => type === "moco:index:TraefikEdge");
    expect(
      edges.map(({ name, inputs: { guest, address, connectors } }) => [
        name,
        guest,
        address,
        connectors,
      ]),
    ).toEqual([["pm1-apps-edge", "pm1-apps", "10.50.0.70", ["10.50.0.10", "10.50.0.70"]]]);
  });

  it("makes networks and volumes by the Docker engine of the guest that the service is on", async () => {
    const { resources, providers } = await record();
    const ofDocker = resources.filter(({ type }) => type.startsWith("docker:"));
    expect(Object.fromEntries(ofDocker.map(({ name }) => [name, providers[name]]))).toEqual({
      "pm1-apps-edge-network": "docker-pm1-apps",
      "pm1-apps-edge-traefik-network": "docker-pm1-apps",
      "n8n-network": "docker-pm1-apps",
      "n8n-data": "docker-pm1-apps",
      "n8n-database-network": "docker-pm1-data",
      "n8n-database-data": "docker-pm1-data",
    });
  });

  it("applies a service on its guest, with the secrets that it names, as a secret", async () => {
    const { resources } = await record();
    const release = inputsOf(resources, commandType, "n8n-release");
    expect(release["connection"]).toMatchObject({ host: "10.50.0.70" });
    expect(release["stdin"]).toContain("value of secret-n8n-encryption-key");
    expect(release["stdin"]).toContain("value of secret-n8n-database-password");
    expect(secretInputsOf(resources, commandType, "n8n-release")).toContain("stdin");
    expect(inputsOf(resources, commandType, "n8n-database-release")["connection"]).toMatchObject({
      host: "10.50.0.134",
    });
  });

  it("applies a service after what it needs", async () => {
    const { waits } = await record(location, "n8n-database-release");
    expect(waits("n8n-database-release", "n8n-release")).toBe(true);
  });
});

import { accept } from "../../../model/basics/checked";
import { login } from "../../../model/service/access";
import { uses } from "../../../model/service/relation";
import { createServices } from "../../../stacks/deploy/create-services";
import type { Location } from "../../../stacks/plan/location";
import type { LocationDefinition } from "../../../stacks/plan/location-definition";
import { planLocation } from "../../../stacks/plan/plan-location";
import { makeLocation } from "../../support/a-made-location";
import { aService } from "../../support/a-service";
import {
  anOwnLocation,
  configOf,
  locationSecrets,
  ownDefinition,
  ownLocation,
} from "../../support/own-stack";
import { type RecordedLocation, recordLocation } from "../../support/recorded-location";
import { inputsOf, secretInputsOf } from "../../support/recorded-resources";

// A whole location is recorded: a busy machine takes its time for it.
jest.setTimeout(60_000);

const location = anOwnLocation();
const commandType = "command:remote:Command";

function record(made: Location = location, slow?: string): Promise<RecordedLocation> {
  return recordLocation(
    () => {
      createServices(made, makeLocation(made).guests, configOf({}, []));
    },
    slow === undefined ? {} : { slow },
  );
}

/** pm1 with two services on one guest, the needing one written first. */
function withNeighbours(): Location {
  const cache = {
    ...aService({ name: "cache", routes: [] }),
    endpoints: { tcp: { container: "web", port: 6379 } },
  };
  const routes = aService().routes!.map((route) => ({ ...route, access: login("automation") }));
  const notes = aService({ routes, needs: { cache: uses(cache, "tcp") } });
  const definition: LocationDefinition = {
    services: [
      { service: notes, on: "mgmt" },
      { service: cache, on: "mgmt" },
      ...ownDefinition.services,
    ],
  };
  const source = configOf(ownLocation, [...locationSecrets, "secret-notes-token"]);
  return accept("Pulumi.pm1.yaml", planLocation("pm1", definition, source, process.cwd()));
}

describe("createServices", () => {
  let recorded: RecordedLocation;

  beforeAll(async () => {
    recorded = await record();
  });

  it("gives a proxy to the guests that have routes, and to no other", () => {
    const { resources } = recorded;
    const proxies = resources.filter(({ type }) => type === "moco:index:TraefikProxy");
    expect(
      proxies.map(({ name, inputs: { guest, address, connectors } }) => [
        name,
        guest,
        address,
        connectors,
      ]),
    ).toEqual([["pm1-apps-proxy", "pm1-apps", "10.50.0.70", ["10.50.0.10", "10.50.0.70"]]]);
  });

  it("makes networks and volumes by the Docker engine of the guest that the service is on", () => {
    const { resources, providers } = recorded;
    const ofDocker = resources.filter(({ type }) => type.startsWith("docker:"));
    expect(Object.fromEntries(ofDocker.map(({ name }) => [name, providers[name]]))).toEqual({
      "pm1-apps-networks-n8n.proxy": "docker-pm1-apps",
      "pm1-apps-proxy-traefik-network": "docker-pm1-apps",
      "n8n-network": "docker-pm1-apps",
      "n8n-data": "docker-pm1-apps",
      "n8n-database-network": "docker-pm1-data",
      "n8n-database-data": "docker-pm1-data",
    });
  });

  it("starts no Docker provider for a guest without services", () => {
    const { resources } = recorded;
    const docker = resources.filter(({ type }) => type === "pulumi:providers:docker");
    expect(docker.map(({ name }) => name).sort()).toEqual(["docker-pm1-apps", "docker-pm1-data"]);
  });

  it("applies a service on its guest, with the secrets that it names, as a secret", () => {
    const { resources } = recorded;
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

  it("applies a service after what it needs on its own guest, in whatever order they are written", async () => {
    const { waits } = await record(withNeighbours(), "cache-release");
    expect(waits("cache-release", "notes-release")).toBe(true);
  });

  it("makes the networks of a guest before its services and its proxy", async () => {
    const { resources, waits } = await record(withNeighbours(), "pm1-mgmt-networks-notes.cache");
    const networks = resources.filter(({ name }) => name.startsWith("pm1-mgmt-networks-"));
    expect(networks.map(({ name }) => name).sort()).toEqual([
      "pm1-mgmt-networks-notes.cache",
      "pm1-mgmt-networks-notes.proxy",
    ]);
    for (const later of ["notes-release", "cache-release", "pm1-mgmt-proxy-traefik-release"]) {
      expect([later, waits("pm1-mgmt-networks-notes.cache", later)]).toEqual([later, true]);
    }
  });
});

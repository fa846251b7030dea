import { LocationNetwork } from "../../../components/location-network/location-network";
import { createGuests } from "../../../stacks/deploy/create-guests";
import { createConnectors, createTunnel } from "../../../stacks/deploy/create-tunnel";
import { createCloudflareProvider, createProxmoxProvider } from "../../../stacks/deploy/providers";
import { anOwnLocation, configOf } from "../../support/own-stack";
import { type LocationRecording, recordLocation } from "../../support/recorded-location";
import { inputsOf } from "../../support/recorded-resources";

const location = anOwnLocation();
const stack = configOf({}, []);
const snippetType = "proxmoxve:index/fileLegacy:FileLegacy";

let guests: ReturnType<typeof createGuests> = {};

function record(recording: LocationRecording = {}): ReturnType<typeof recordLocation> {
  return recordLocation(() => {
    const provider = createProxmoxProvider(location.config, stack);
    const network = new LocationNetwork("pm1-network", location, { providers: [provider] });
    const tunnel = createTunnel(location, createCloudflareProvider(location.config, stack));
    guests = createGuests(location, network, tunnel, provider);
    createConnectors(location, tunnel, guests);
  }, recording);
}

describe("createGuests", () => {
  it("makes every guest of the plan, reached with the host key of its own", async () => {
    const { resources } = await record();
    expect(Object.entries(guests).map(([name, { connection }]) => [name, connection])).toEqual([
      ["pm1-mgmt", connectionTo("10.50.0.10", "pm1-mgmt")],
      ["pm1-apps", connectionTo("10.50.0.70", "pm1-apps")],
      ["pm1-data", connectionTo("10.50.0.134", "pm1-data")],
    ]);
    const { sourceRaw } = inputsOf(resources, snippetType, "pm1-apps-user-data");
    expect((sourceRaw as { readonly data: string }).data).toContain(
      "value of hostKeyPrivate-pm1-apps",
    );
  });

  it("asks the location's node for all of it", async () => {
    const { resources, providers } = await record();
    const onNode = resources.filter(({ type }) => type.startsWith("proxmoxve:"));
    expect(onNode.length).toBeGreaterThan(15);
    expect(onNode.filter(({ name }) => providers[name] !== "proxmox")).toEqual([]);
  });

  it("makes one guest after the other", async () => {
    const { waits } = await record({ slow: "pm1-mgmt-vm" });
    expect(waits("pm1-mgmt-vm", "pm1-apps-vm")).toBe(true);
    expect(waits("pm1-apps-vm", "pm1-data-vm")).toBe(true);
  });

  it.each(["pm1-tunnel-tunnel", "pm1-network-data"])("waits for %s", async (slow) => {
    const { waits } = await record({ slow });
    expect(waits(slow, "pm1-mgmt-vm")).toBe(true);
  });
});

describe("createConnectors", () => {
  it("installs a connector on the guests that the configuration names, one after the other", async () => {
    const { resources, waits } = await record({ slow: "pm1-connectors-pm1-mgmt" });
    const connectors = resources.filter(({ type }) => type === "moco:index:TunnelConnectors");
    expect(connectors.map(({ name, inputs }) => [name, inputs["guests"]])).toEqual([
      ["pm1-connectors", ["pm1-mgmt", "pm1-apps"]],
    ]);
    expect(waits("pm1-connectors-pm1-mgmt", "pm1-connectors-pm1-apps")).toBe(true);
  });
});

function connectionTo(host: string, guest: string): Record<string, unknown> {
  return { host, port: 22, user: "ops", hostKey: `ssh-ed25519 AAAA${guest}` };
}

import { deployLocation, type LocationOutputs } from "../../../stacks/deploy/deploy-location";
import { cloneOf } from "../../support/fresh-clone";
import { configOf, locationSecrets, ownLocation, ownLocations } from "../../support/own-stack";
import { recordLocation } from "../../support/recorded-location";
import { valueOf } from "../../support/value-of";

// A whole location is recorded: a busy machine takes its time for it.
jest.setTimeout(60_000);

describe("deployLocation", () => {
  it("makes every kind of thing that a location has, and says where it is", async () => {
    let outputs: LocationOutputs | undefined;
    const { resources } = await recordLocation(() => {
      outputs = deployLocation("pm1", ownLocations, configOf(ownLocation, locationSecrets));
    });
    const components = resources.filter(({ type }) => type.startsWith("moco:index:"));
    expect(components.map(({ type, name }) => `${type.slice(11)} ${name}`).sort()).toEqual([
      "ComposeService n8n",
      "ComposeService n8n-database",
      "ComposeService pm1-apps-proxy-traefik",
      "GuestNetworks pm1-apps-networks",
      "LocationNetwork pm1-network",
      "ProxmoxVm pm1-apps",
      "ProxmoxVm pm1-data",
      "ProxmoxVm pm1-mgmt",
      "TraefikProxy pm1-apps-proxy",
      "TunnelConnectors pm1-connectors",
      "ZeroTrustTunnel pm1-tunnel",
    ]);
    const { services = {}, ...plain } = outputs ?? {};
    const places = Object.entries(services).map(async ([name, guest]) => [
      name,
      await valueOf(guest),
    ]);
    expect(Object.fromEntries((await Promise.all(places)) as [string, string][])).toEqual({
      n8n: "pm1-apps",
      "n8n-database": "pm1-data",
    });
    expect(plain).toEqual({
      guests: { "pm1-mgmt": "10.50.0.10", "pm1-apps": "10.50.0.70", "pm1-data": "10.50.0.134" },
      urls: {
        "n8n-editor": "https://n8n.moco.test/",
        "n8n-webhooks": "https://n8n.moco.test/webhook",
      },
    });
  });

  it("makes the same in a preview of an empty stack beside an empty account", async () => {
    const names = async (preview: boolean): Promise<readonly string[]> => {
      const { resources } = await recordLocation(
        () => deployLocation("pm1", ownLocations, configOf(ownLocation, locationSecrets)),
        { preview, ...(preview ? { policyIds: {} } : {}) },
      );
      return resources.map(({ name }) => name).sort();
    };
    expect(await names(true)).toEqual(await names(false));
  });

  it("makes nothing where anything is wrong", async () => {
    const config = configOf(cloneOf("pm1"), []);
    let fault: unknown;
    const { resources } = await recordLocation(() => {
      try {
        deployLocation("pm1", ownLocations, config);
      } catch (error) {
        fault = error;
      }
    });
    expect(String(fault)).toContain("Pulumi.pm1.yaml: 16 problems");
    expect(resources).toEqual([]);
  });

  it("makes nothing where a service would leave its data behind", async () => {
    let fault: unknown;
    const { resources } = await recordLocation(() => {
      try {
        const deployed = { n8n: "pm1-mgmt" };
        deployLocation("pm1", ownLocations, configOf(ownLocation, locationSecrets), deployed);
      } catch (error) {
        fault = error;
      }
    });
    expect(String(fault)).toContain("stacks/pm1.ts: 1 problem\n  n8n must stay on pm1-mgmt");
    expect(resources).toEqual([]);
  });
});

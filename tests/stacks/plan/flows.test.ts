import { flowsOf, proxyPort, type Traffic } from "../../../stacks/plan/flows";
import { anOwnLocation } from "../../support/own-stack";
import { aTunnelRoute } from "../../support/a-tunnel-route";

const nothing: Traffic = { guests: [], services: [], connectors: [] };
const service = { name: "cache", guest: "pm1-data", routes: [], ports: [] };

const port = (from: readonly string[]) => ({
  address: "10.50.0.134",
  port: 26_026,
  container: "redis",
  containerPort: 6379,
  from,
});

describe("flowsOf", () => {
  it("is empty where there is nothing", () => {
    expect(flowsOf(nothing)).toEqual([]);
  });

  it("lets operators reach every guest", () => {
    expect(flowsOf({ ...nothing, guests: [{ name: "pm1-apps" }] })).toEqual([
      {
        from: { gateway: true },
        to: "pm1-apps",
        protocol: "tcp",
        port: 22,
        why: "operators, by the management tunnel",
      },
    ]);
  });

  it("lets every connector reach the proxy of a guest with routes, once", () => {
    const routed = { ...service, guest: "pm1-apps", routes: [aTunnelRoute()] };
    const traffic = {
      ...nothing,
      services: [routed, routed],
      connectors: ["pm1-mgmt", "pm1-apps"],
    };
    expect(flowsOf(traffic)).toEqual(
      ["pm1-mgmt", "pm1-apps"].map((guest) => ({
        from: { guest },
        to: "pm1-apps",
        protocol: "tcp",
        port: proxyPort,
        why: "public names, by the services' tunnel",
      })),
    );
  });

  it("lets the guests that need a published port reach it, and no other", () => {
    const published = { ...service, ports: [port(["pm1-apps", "pm1-web"])] };
    expect(flowsOf({ ...nothing, services: [published] })).toEqual(
      ["pm1-apps", "pm1-web"].map((guest) => ({
        from: { guest },
        to: "pm1-data",
        protocol: "tcp",
        port: 26_026,
        why: `${guest} uses cache`,
      })),
    );
  });

  it("is the whole list of what may talk to what at pm1", () => {
    const flows = anOwnLocation().flows.map(
      ({ from, to, port: at }) => `${"guest" in from ? from.guest : "node"} -> ${to}:${String(at)}`,
    );
    expect(flows).toEqual([
      "node -> pm1-mgmt:22",
      "node -> pm1-apps:22",
      "node -> pm1-data:22",
      "pm1-mgmt -> pm1-apps:80",
      "pm1-apps -> pm1-apps:80",
      "pm1-apps -> pm1-data:5432",
    ]);
  });
});

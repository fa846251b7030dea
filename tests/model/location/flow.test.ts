import { type Flow, flowsInto } from "../../../model/location/flow";
import { aGuestPlan, aLocationPlan } from "../../support/location-plan";

const apps = aGuestPlan();
const data = aGuestPlan({ name: "pm1-data", vmId: 130, vlan: "data", address: "10.50.0.134" });
const guests = [apps, data];
const [, application, storage] = aLocationPlan().vlans;
const ssh: Flow = {
  from: { gateway: true },
  to: "pm1-data",
  protocol: "tcp",
  port: 22,
  why: "ops",
};
const database: Flow = {
  from: { guest: "pm1-apps" },
  to: "pm1-data",
  protocol: "tcp",
  port: 5432,
  why: "n8n",
};

describe("flowsInto", () => {
  it("gives addresses instead of names, sorted, and leaves out what goes elsewhere", () => {
    const flows = [database, { ...ssh, to: "pm1-apps" }, ssh];
    expect(flowsInto(data, storage!, flows, guests)).toEqual([
      { source: "10.50.0.129", protocol: "tcp", port: 22, why: "ops" },
      { source: "10.50.0.70", protocol: "tcp", port: 5432, why: "n8n" },
    ]);
  });

  it("sorts ports as numbers", () => {
    const ports = flowsInto(data, storage!, [database, { ...database, port: 80 }], guests);
    expect(ports.map(({ port }) => port)).toEqual([80, 5432]);
  });

  it("merges equal flows and keeps both reasons, each once", () => {
    const flows = [database, { ...database, why: "wiki" }, database];
    expect(flowsInto(data, storage!, flows, guests)).toEqual([
      { source: "10.50.0.70", protocol: "tcp", port: 5432, why: "n8n; wiki" },
    ]);
  });

  it("keeps flows of two protocols apart", () => {
    const flows: readonly Flow[] = [database, { ...database, protocol: "udp" }];
    expect(flowsInto(data, storage!, flows, guests).map(({ protocol }) => protocol)).toEqual([
      "tcp",
      "udp",
    ]);
  });

  it("leaves out a guest's connections to itself", () => {
    const flows = [{ ...database, to: "pm1-apps", port: 80 }];
    expect(flowsInto(apps, application!, flows, guests)).toEqual([]);
  });
});

import { checkFlows } from "../../../model/location/check-flows";
import { type Flow, flowsInto } from "../../../model/location/flow";
import { renderProblem } from "../../../model/basics/problem";
import { aGuestPlan, aLocationPlan } from "../../support/location-plan";

const apps = aGuestPlan();
const data = aGuestPlan({ name: "pm1-data", vmId: 130, vlan: "data", address: "10.50.0.134" });
const plan = aLocationPlan({ guests: [apps, data] });
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
    expect(flowsInto(data, [database, { ...ssh, to: "pm1-apps" }, ssh], plan)).toEqual([
      { source: "10.50.0.129", protocol: "tcp", port: 22, why: "ops" },
      { source: "10.50.0.70", protocol: "tcp", port: 5432, why: "n8n" },
    ]);
  });

  it("sorts ports as numbers", () => {
    const ports = flowsInto(data, [database, { ...database, port: 80 }], plan);
    expect(ports.map(({ port }) => port)).toEqual([80, 5432]);
  });

  it("merges equal flows and keeps both reasons", () => {
    expect(flowsInto(data, [database, { ...database, why: "wiki" }, database], plan)).toEqual([
      { source: "10.50.0.70", protocol: "tcp", port: 5432, why: "n8n; wiki" },
    ]);
  });

  it("leaves out a guest's connections to itself", () => {
    expect(flowsInto(apps, [{ ...database, to: "pm1-apps", port: 80 }], plan)).toEqual([]);
  });

  it("refuses a source that the plan does not have", () => {
    expect(() => flowsInto(data, [{ ...database, from: { guest: "pm1-x" } }], plan)).toThrow(
      "no guest pm1-x in the plan of pm1, named by a flow",
    );
  });
});

describe("checkFlows", () => {
  it("finds nothing wrong with flows between guests of the plan", () => {
    expect(checkFlows([ssh, database], plan)).toEqual([]);
  });

  it("names unknown guests and impossible ports", () => {
    const wrong: Flow = { ...database, from: { guest: "pm1-x" }, to: "pm1-y", port: 0 };
    expect(checkFlows([wrong], plan).map(renderProblem)).toEqual([
      'flows[0].to (n8n) must be a guest of pm1, got "pm1-y". Use one of pm1-apps, pm1-data.',
      'flows[0].from (n8n) must be a guest of pm1, got "pm1-x". Use one of pm1-apps, pm1-data.',
      "flows[0].port (n8n) must be a port, got 0. Use a whole number from 1 to 65535.",
    ]);
  });
});

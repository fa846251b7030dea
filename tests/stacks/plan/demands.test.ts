import { proxyResources } from "../../../model/service/resources";
import { demandsOf } from "../../../stacks/plan/demands";
import { anOwnLocation } from "../../support/own-stack";

describe("demandsOf", () => {
  it("adds the proxy to the containers of a guest with routes", () => {
    const demands = Object.entries(demandsOf(anOwnLocation().guests)).map(([guest, all]) => [
      guest,
      all.map(({ limits, reservations }) => ({ limits, reservations })),
    ]);
    expect(Object.fromEntries(demands)).toEqual({
      "pm1-mgmt": [],
      "pm1-apps": [
        { limits: { cpus: 2, memory: "1g" }, reservations: { cpus: 0.25, memory: "512m" } },
        proxyResources,
      ],
      "pm1-data": [
        { limits: { cpus: 1, memory: "512m" }, reservations: { cpus: 0.1, memory: "128m" } },
      ],
    });
  });
});

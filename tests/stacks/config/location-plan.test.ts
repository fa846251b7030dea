import { checkLocationConfig } from "../../../stacks/config/check-location-config";
import { locationPlan } from "../../../stacks/config/location-plan";
import { ownLocation } from "../../support/own-stack";
import { splitHostKeys } from "../../../stacks/config/host-keys";

describe("locationPlan", () => {
  it("takes the network part of a location's configuration", () => {
    const { document } = splitHostKeys({ ...ownLocation, protect: false });
    const plan = locationPlan("pm1", checkLocationConfig("pm1", document).value!);
    expect(plan).toMatchObject({
      name: "pm1",
      cidr: "10.50.0.0/24",
      node: { name: "pm1", bridge: "vmbr1", cores: 16, memory: "64g" },
      overcommit: { cpus: 4, memory: 1.5 },
    });
    expect(plan.vlans.map(({ name }) => name)).toEqual([
      "management",
      "application",
      "data",
      "external",
    ]);
    expect(plan.guests[1]).toEqual({
      name: "pm1-apps",
      vmId: 120,
      vlan: "application",
      address: "10.50.0.70",
      cores: 4,
      memory: "8g",
      systemDisk: "16g",
      swap: "2g",
      dataDisk: "64g",
      rebuild: "0",
      protect: false,
    });
  });
});

import { sandboxLocations } from "../../../../sandbox/commands/configuration/sandbox-location";
import { locations } from "../../../../stacks/locations";
import { cloneFolder } from "../../../support/fresh-clone";

describe("sandboxLocations", () => {
  it("takes range and node from the stack file, and gives the node a place of its own", () => {
    expect(sandboxLocations(cloneFolder)).toEqual([
      { name: "pm1", cidr: "10.50.0.0/24", node: { name: "pm1", address: "172.29.0.11" } },
      { name: "pm2", cidr: "10.51.0.0/24", node: { name: "pm2", address: "172.29.0.12" } },
    ]);
  });

  it("says which stack file is missing", () => {
    Object.assign(locations, { pm3: { services: [] } });
    expect(() => sandboxLocations(cloneFolder)).toThrow(
      "Pulumi.pm3.yaml: must be there for every line of stacks/locations.ts, got none. Write it; docs/configuration.md lists all keys.",
    );
    Reflect.deleteProperty(locations, "pm3");
  });
});

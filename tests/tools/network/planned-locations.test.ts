import { join } from "node:path";

import { locations } from "../../../stacks/locations";
import { plannedLocations } from "../../../tools/network/planned-locations";

describe("plannedLocations", () => {
  it("plans every location from its configuration, without any secret", () => {
    const planned = plannedLocations(join(__dirname, "../../fixtures/fresh-clone"));
    expect(planned.map(({ name }) => name)).toEqual(Object.keys(locations));
  });
});

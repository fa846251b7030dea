import { deployedServices } from "../../../sandbox/commands/deployed-services";
import type * as ownStack from "../../support/own-stack";

jest.mock("../../../stacks/locations", () => ({
  locations: jest.requireActual<typeof ownStack>("../../support/own-stack").ownLocations,
}));

describe("deployedServices", () => {
  it("is what stacks place, and what runs for one of these alone", () => {
    expect(deployedServices().map(({ name }) => name)).toEqual(["n8n-database", "n8n"]);
  });
});

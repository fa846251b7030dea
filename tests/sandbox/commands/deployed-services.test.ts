import { deployedServices } from "../../../sandbox/commands/deployed-services";

describe("deployedServices", () => {
  it("is what stacks place, and what runs for one of these alone", () => {
    expect(deployedServices().map(({ name }) => name)).toEqual(["n8n-database", "n8n"]);
  });
});

import { images } from "../../../services/images";
import { flowsOf, guestsWithRoutes } from "../../../stacks/plan/flows";
import { locationPlan } from "../../../stacks/config/location-plan";
import { checkLocationConfig } from "../../../stacks/config/check-location-config";
import { placeServices } from "../../../stacks/plan/place-services";
import { pm1 } from "../../../stacks/pm1";
import { cloneOf } from "../../support/fresh-clone";

const config = checkLocationConfig("pm1", cloneOf("pm1")).value;
if (config === undefined) throw new Error("pm1 of a fresh clone is broken");
const plan = locationPlan("pm1", config);
const services = placeServices(pm1.services, {
  location: "pm1",
  zone: "example.com",
  images,
  addresses: Object.fromEntries(plan.guests.map(({ name, address }) => [name, address])),
});

describe("flowsOf", () => {
  it("is the whole list of what may talk to what at pm1", () => {
    const flows = flowsOf(plan, services, config.connectors).map(
      ({ from, to, port }) => `${"guest" in from ? from.guest : "node"} -> ${to}:${String(port)}`,
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

describe("guestsWithRoutes", () => {
  it("names each guest once", () => {
    expect(guestsWithRoutes(services)).toEqual(["pm1-apps"]);
  });
});

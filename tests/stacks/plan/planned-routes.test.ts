import { plannedRoutes } from "../../../stacks/plan/planned-routes";
import { anOwnLocation } from "../../support/own-stack";

describe("plannedRoutes", () => {
  it("sends each route to the proxy of its guest", () => {
    const [mgmt, apps] = anOwnLocation().guests;
    expect(plannedRoutes(mgmt!)).toEqual([]);
    expect(plannedRoutes(apps!)).toEqual(
      apps!.routes.map((route) => ({ ...route, originUrl: "http://10.50.0.70:80" })),
    );
    expect(plannedRoutes(apps!).map(({ name }) => name)).toEqual(["n8n-editor", "n8n-webhooks"]);
  });
});

import type { EnvironmentValue } from "../../../model/service/environment-value";
import { placeRoutes } from "../../../stacks/plan/place-routes";
import { resolveEnvironment } from "../../../stacks/plan/resolve-environment";
import { aService } from "../../support/a-service";
import { aLink, anInstance, dataGuest } from "../../support/an-instance";

const notes = anInstance("notes");
const fixed = { tcp: { container: "web", port: 5432, publishedPort: 15_432 } };

const referents = {
  service: "notes",
  links: [
    aLink(notes, anInstance("near"), "near"),
    aLink(notes, anInstance("far", dataGuest), "far"),
    aLink(notes, anInstance("fixed", dataGuest, { endpoints: fixed }), "fixed"),
  ],
  routes: placeRoutes(aService(), { main: { name: "example.org" } }).found,
};

const host = (need: string): EnvironmentValue => ({ need, part: "host" });
const port = (need: string): EnvironmentValue => ({ need, part: "port" });

describe("resolveEnvironment", () => {
  it("reaches a service of the same guest by the name of its container, at its own port", () => {
    expect(resolveEnvironment({ H: host("near"), P: port("near") }, referents)).toEqual({
      H: "near-web",
      P: "6379",
    });
  });

  it("reaches a service of another guest by that guest's address, at the published port", () => {
    expect(
      resolveEnvironment({ H: host("far"), P: port("far"), FIXED: port("fixed") }, referents),
    ).toEqual({ H: "10.50.0.134", P: "23240", FIXED: "15432" });
  });

  it("names the service's own routes, and leaves plain text as it is", () => {
    const environment = {
      HOSTNAME: { route: "web", part: "hostname" },
      URL: { route: "web", part: "url" },
      PLAIN: "text",
    } as const;
    expect(resolveEnvironment(environment, referents)).toEqual({
      HOSTNAME: "notes.example.org",
      URL: "https://notes.example.org/",
      PLAIN: "text",
    });
  });

  it("leaves out what leads nowhere: its need or its route is the fault", () => {
    const environment = { H: host("gone"), URL: { route: "gone", part: "url" } } as const;
    expect(resolveEnvironment(environment, referents)).toEqual({});
  });
});

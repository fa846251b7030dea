import { renderProblem } from "../../../model/basics/problem";
import { n8n } from "../../../services/n8n/n8n";
import { placeInstances } from "../../../stacks/plan/instances";
import type { Placement } from "../../../stacks/plan/location-definition";
import { aService } from "../../support/a-service";
import { appsGuest, dataGuest } from "../../support/an-instance";
import { aLocationPlan } from "../../support/location-plan";

const plan = aLocationPlan({ guests: [appsGuest, dataGuest] });

function place(...placements: readonly Placement[]): {
  readonly found: readonly string[];
  readonly problems: readonly string[];
} {
  const { found, problems } = placeInstances(placements, plan);
  return {
    found: found.map(({ service, guest }) => `${service.name} on ${guest.name}`),
    problems: problems.map(renderProblem),
  };
}

const noGuest = (path: string, got: string): string =>
  `${path} must be the role of a guest of pm1, got "${got}". Use one of apps, data, or add the guest to the stack's configuration.`;

describe("placeInstances", () => {
  it("places what a service owns on the data guest, before the service", () => {
    expect(place({ service: n8n, on: "apps" }).found).toEqual([
      "n8n-database on pm1-data",
      "n8n on pm1-apps",
    ]);
  });

  it("places it elsewhere where the placement says so, on the same guest too", () => {
    expect(place({ service: n8n, on: "apps", ownedOn: "apps" }).found).toEqual([
      "n8n-database on pm1-apps",
      "n8n on pm1-apps",
    ]);
  });

  it("refuses guests that the location does not have, and places the rest", () => {
    expect(
      place({ service: n8n, on: "app", ownedOn: "db" }, { service: aService(), on: "data" }),
    ).toEqual({
      found: ["notes on pm1-data"],
      problems: [noGuest("n8n.on", "app"), noGuest("n8n.ownedOn", "db")],
    });
  });

  it("asks for no data guest where nothing is owned", () => {
    expect(place({ service: aService(), on: "apps" })).toEqual({
      found: ["notes on pm1-apps"],
      problems: [],
    });
  });

  it("refuses a guest for owned services where nothing is owned", () => {
    expect(place({ service: aService(), on: "apps", ownedOn: "db" }).problems).toEqual([
      'notes.ownedOn is the guest of services that it owns, and it owns none, got "db". Leave it out; a service that many use is placed by a line of its own.',
    ]);
  });
});

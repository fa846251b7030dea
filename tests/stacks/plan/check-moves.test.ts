import { renderProblems } from "../../../model/basics/problem";
import { checkMoves, placesOf } from "../../../stacks/plan/check-moves";
import type { Move } from "../../../stacks/plan/location-definition";
import { anOwnLocation } from "../../support/own-stack";

const location = anOwnLocation();

const check = (deployed: Readonly<Record<string, string>>, moved?: readonly Move[]): string =>
  renderProblems(checkMoves(location, moved === undefined ? {} : { moved }, deployed));

describe("placesOf", () => {
  it("names the guest of every service", () => {
    expect(placesOf(location)).toEqual({ n8n: "pm1-apps", "n8n-database": "pm1-data" });
  });
});

describe("checkMoves", () => {
  it("lets a service be where it was, and one that was nowhere be anywhere", () => {
    expect(check(placesOf(location))).toBe("");
    expect(check({})).toBe("");
    expect(check({ "long-gone": "pm1-mgmt" })).toBe("");
  });

  it("refuses every service that would leave its data behind", () => {
    expect(check({ n8n: "pm1-mgmt", "n8n-database": "pm1-apps" })).toBe(
      `  n8n must stay on pm1-mgmt, which has its data, got pm1-apps. Put it back; or run "npm run move -- pm1 n8n apps", which says what to declare in moved.
  n8n-database must stay on pm1-apps, which has its data, got pm1-data. Put it back; or run "npm run move -- pm1 n8n-database data", which says what to declare in moved.`,
    );
  });

  it("lets a service without any volume go where it is placed", () => {
    const without = {
      ...location,
      guests: location.guests.map((guest) => ({
        ...guest,
        services: guest.services.map((service) => ({ ...service, volumes: {} })),
      })),
    };
    expect(checkMoves(without, {}, { n8n: "pm1-mgmt" })).toEqual([]);
  });

  it("lets a declared move pass, and no other one of the same service", () => {
    const move: Move = { service: "n8n", from: "mgmt", to: "apps", copy: "0123456789ab" };
    expect(check({ n8n: "pm1-mgmt" }, [move])).toBe("");
    expect(check({ n8n: "pm1-data" }, [move])).toContain("n8n must stay on pm1-data");
    // After the update the line may stay.
    expect(check({ n8n: "pm1-apps" }, [move])).toBe("");
  });

  it("refuses a declaration that is not true of the plan", () => {
    const moves: readonly Move[] = [
      { service: "n8n", from: "apps", to: "mgmt", copy: "0123456789ab" },
      { service: "wiki", from: "apps", to: "mgmt", copy: "guessed" },
    ];
    expect(check({}, moves)).toBe(
      `  moved[0].to must be where n8n is placed, pm1-apps, got "mgmt". Place it there, or take the line away: it is needed for the update that moves the service.
  moved[1].copy must be the 12 hexadecimal digits that npm run move has printed, got "guessed". Run "npm run move -- pm1 wiki mgmt" for them.
  moved[1].to must be where wiki is placed, which is nowhere, got "mgmt". Place it there, or take the line away: it is needed for the update that moves the service.`,
    );
  });
});

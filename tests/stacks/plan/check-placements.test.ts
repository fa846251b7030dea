import { renderProblems } from "../../../model/basics/problem";
import { n8n } from "../../../services/n8n/n8n";
import { checkPlacements } from "../../../stacks/plan/check-placements";
import { pm1 } from "../../../stacks/pm1";
import { pm2 } from "../../../stacks/pm2";
import { aService } from "../../support/a-service";

const guests = ["pm1-mgmt", "pm1-apps", "pm1-data"];

function problems(...placements: Parameters<typeof checkPlacements>[1]): string {
  return renderProblems(checkPlacements("pm1", placements, guests));
}

describe("checkPlacements", () => {
  it("accepts what both locations run", () => {
    expect(checkPlacements("pm1", pm1.services, guests)).toEqual([]);
    expect(checkPlacements("pm2", pm2.services, [])).toEqual([]);
  });

  it("refuses guests that the location does not have", () => {
    expect(problems({ service: n8n, on: "app", needsOn: "db" })).toBe(
      [
        '  n8n.needsOn must be the role of a guest of pm1, got "db". Use one of apps, data, mgmt, or add the guest to the stack\'s configuration.',
        '  n8n.on must be the role of a guest of pm1, got "app". Use one of apps, data, mgmt, or add the guest to the stack\'s configuration.',
      ].join("\n"),
    );
  });

  it("refuses a service on the guest of its own needs", () => {
    const own =
      "n8n.needsOn must be another guest than the service's own, whose firewall lets no container in, got";
    expect(problems({ service: n8n, on: "apps", needsOn: "apps" })).toBe(
      `  ${own} "apps". Place the service or what it needs on another guest.`,
    );
    expect(problems({ service: n8n, on: "data" })).toBe(
      `  ${own} "data". Place the service or what it needs on another guest.`,
    );
    expect(problems({ service: aService(), on: "data" })).toBe("");
  });

  it("refuses a second service of the same name and a route that is taken", () => {
    expect(problems({ service: aService(), on: "apps" }, { service: aService(), on: "mgmt" })).toBe(
      [
        '  notes must be a name of its own; notes has it already, got "notes". Change one of the two.',
        '  notes.routes.web must be a route of its own; notes.routes.web has it already, got "notes/". Change one of the two.',
      ].join("\n"),
    );
  });

  it("refuses two needs on one port of the data guest", () => {
    const other = aService({ name: "other", routes: [], needs: n8n.needs });
    expect(problems({ service: n8n, on: "apps" }, { service: other, on: "apps" })).toContain(
      '  other.needs.database.port must be a port on the data guest of its own; n8n.needs.database.port has it already, got "data:5432". Change one of the two.',
    );
  });
});

import { guestOfService } from "../../../sandbox/commands/guest-of-service";
import { ownDefinition, ownLocations } from "../../support/own-stack";

jest.mock("../../../stacks/locations", () => ({
  locations: jest.requireActual<Support>("../../support/own-stack").ownLocations,
}));

type Support = typeof import("../../support/own-stack");

afterEach(() => {
  jest.restoreAllMocks();
});

describe("guestOfService", () => {
  it.each([
    ["n8n", "pm1-apps"],
    ["n8n-database", "pm1-data"],
  ])("finds %s on %s", (service, guest) => {
    expect(guestOfService(service)).toBe(guest);
  });

  it("asks where, of a service that is at two locations", () => {
    jest.replaceProperty(ownLocations, "pm2", ownDefinition);
    expect(() => guestOfService("n8n")).toThrow(
      "service: n8n is at pm1, pm2. Say which with --location.",
    );
    expect(guestOfService("n8n", "pm2")).toBe("pm2-apps");
  });

  it("names the services that there are", () => {
    expect(() => guestOfService("n8")).toThrow(
      'service: must be one of n8n, n8n-database, got "n8".',
    );
  });

  it("names the locations that there are", () => {
    expect(() => guestOfService("n8n", "pm3")).toThrow(
      'location: must be one of pm1, pm2, got "pm3".',
    );
  });
});

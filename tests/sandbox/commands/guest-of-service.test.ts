import { guestOfService } from "../../../sandbox/commands/guest-of-service";

describe("guestOfService", () => {
  it.each([
    ["n8n", "pm1-apps"],
    ["n8n-database", "pm1-data"],
  ])("finds %s on %s", (service, guest) => {
    expect(guestOfService(service)).toBe(guest);
  });

  it("names the services that there are", () => {
    expect(() => guestOfService("n8")).toThrow(
      'service: must be one of n8n, n8n-database, got "n8".',
    );
  });
});

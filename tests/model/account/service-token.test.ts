import { announceExpiry } from "../../../model/account/service-token";

const now = new Date("2026-11-21T12:00:00Z");

describe("announceExpiry", () => {
  it.each(["2026-12-21T12:00:01Z", "not known yet"])("says nothing of an end at %s", (end) => {
    expect(announceExpiry("ci", end, now)).toBeUndefined();
  });

  it.each([
    ["2026-12-21T12:00:00Z", "expires"],
    ["2026-11-21T12:00:01Z", "expires"],
    ["2026-11-21T12:00:00Z", "expired"],
  ])("says that a token with an end at %s %s", (expiresAt, verb) => {
    expect(announceExpiry("ci", expiresAt, now)).toBe(
      `service token ci: ${verb} at ${expiresAt}, and then whoever uses it is refused. Renew it: docs/runbooks/service-token.md.`,
    );
  });
});

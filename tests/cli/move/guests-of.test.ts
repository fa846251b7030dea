import { stringify } from "yaml";

import { guestsOf } from "../../../cli/move/guests-of";
import { ownLocation } from "../../support/own-stack";

const fileOf = (document: Readonly<Record<string, unknown>>): string =>
  stringify({
    config: Object.fromEntries(
      Object.entries(document).map(([key, value]) => [`moco-infra:${key}`, value]),
    ),
  });

describe("guestsOf", () => {
  it("reaches every guest at its planned address, host key pinned", () => {
    const secret = { "secret-n8n-encryption-key": { secure: "AAAB" } };
    const guests = guestsOf("pm1", "Pulumi.pm1.yaml", fileOf({ ...ownLocation, ...secret }));
    expect(Object.keys(guests)).toEqual(["pm1-mgmt", "pm1-apps", "pm1-data"]);
    expect(guests["pm1-apps"]).toEqual({
      host: "10.50.0.70",
      port: 22,
      user: "ops",
      hostKey: "ssh-ed25519 AAAApm1-apps",
    });
  });

  it("refuses a guest without a host key, and a file without configuration", () => {
    const entries = Object.entries(ownLocation);
    const rest = Object.fromEntries(entries.filter(([key]) => key !== "hostKeyPublic-pm1-apps"));
    expect(() => guestsOf("pm1", "Pulumi.pm1.yaml", fileOf(rest))).toThrow(
      'Pulumi.pm1.yaml: 1 problem\n  hostKeyPublic-pm1-apps is missing. Make it with "npm run secrets -- init pm1".',
    );
    expect(() => guestsOf("pm1", "Pulumi.pm1.yaml", "")).toThrow(
      "Pulumi.pm1.yaml: config is missing. Write the stack's configuration first.",
    );
  });
});

import type { StackConfig } from "../../../stacks/config/read-stack-config";
import { parseLocation } from "../../../stacks/plan/plan-location";
import { locations } from "../../../stacks/locations";
import { cloneOf } from "../../support/fresh-clone";
import { configOf, locationSecrets, ownLocation, withHostKeys } from "../../support/own-stack";

function stack(document: StackConfig["document"], keys = locationSecrets): StackConfig {
  return configOf(document, keys, (key) => {
    throw new Error(`${key} must not be read before everything was found right`);
  });
}

describe("parseLocation", () => {
  it("accepts a location whose owner has filled in what is theirs", () => {
    const location = parseLocation("pm1", locations, stack(ownLocation));
    expect(location.services.map(({ name, guest }) => [name, guest])).toEqual([
      ["n8n-database", "pm1-data"],
      ["n8n", "pm1-apps"],
    ]);
    expect(location.hostKeys["pm1-apps"]).toBe("ssh-ed25519 AAAApm1-apps");
  });

  it("refuses the files of a fresh clone", () => {
    const still = "is still the placeholder of a fresh clone";
    expect(() => parseLocation("pm1", locations, stack(withHostKeys(cloneOf("pm1"))))).toThrow(
      new RegExp(
        `cloudflare\\.accountId ${still}(.|\n)*cloudflare\\.zone ${still}(.|\n)*authorizedKeys\\[0\\] ${still}`,
      ),
    );
  });

  it("names every secret that is missing, and every host key", () => {
    const entries = Object.entries(ownLocation).filter(([key]) => key !== "hostKeyPublic-pm1-apps");
    const document = Object.fromEntries(entries);
    const some = locationSecrets.filter((key) => key !== "proxmoxToken");
    expect(() => parseLocation("pm1", locations, stack(document, some))).toThrow(
      [
        "Pulumi.pm1.yaml: 2 problems",
        '  hostKeyPublic-pm1-apps is missing (public half of the guest\'s SSH host key). Run "npm run secrets -- init pm1".',
        '  proxmoxToken is missing (API token of Proxmox; "npm run bootstrap -- pm1" makes it). Run "npm run secrets -- init pm1".',
      ].join("\n"),
    );
  });

  it("refuses a stack that it does not know", () => {
    expect(() => parseLocation("pm9", locations, stack(ownLocation))).toThrow(
      'stack "pm9" is unknown. Use one of account, pm1, pm2, or add it to stacks/locations.ts.',
    );
  });
});

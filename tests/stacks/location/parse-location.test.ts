import { join } from "node:path";

import type { StackConfig } from "../../../stacks/config/read-stack-config";
import { parseLocation } from "../../../stacks/location/parse-location";
import { locations } from "../../../stacks/locations";
import { loadStackFile } from "../../support/load-stack-file";

const clone = loadStackFile(join(__dirname, "../../../Pulumi.pm1.yaml"));
const guests = ["pm1-mgmt", "pm1-apps", "pm1-data"];
const publicKeys = Object.fromEntries(
  guests.map((guest) => [`hostKeyPublic-${guest}`, `ssh-ed25519 AAAA${guest}`]),
);
const secrets = [
  "cloudflareToken",
  "proxmoxToken",
  "tunnelSecret-services",
  ...guests.map((guest) => `hostKeyPrivate-${guest}`),
  "secret-n8n-database-password",
  "secret-n8n-encryption-key",
];
const own = {
  ...clone,
  cloudflare: {
    accountId: "0123456789abcdef0123456789abcdef",
    zoneId: "fedcba9876543210fedcba9876543210",
    zone: "moco.test",
    teamName: "moco",
  },
  operators: { authorizedKeys: ["ssh-ed25519 AAAA ada@laptop"] },
};

function stack(document: StackConfig["document"], keys: readonly string[] = secrets): StackConfig {
  return {
    document: { ...document, ...publicKeys },
    secretKeys: new Set(keys),
    requireSecret: (key) => {
      throw new Error(`${key} must not be read before everything was found right`);
    },
  };
}

describe("parseLocation", () => {
  it("accepts a location whose owner has filled in what is theirs", () => {
    const location = parseLocation("pm1", locations, stack(own));
    expect(location.services.map(({ name, guest }) => [name, guest])).toEqual([
      ["n8n-database", "pm1-data"],
      ["n8n", "pm1-apps"],
    ]);
    expect(location.hostKeys["pm1-apps"]).toBe("ssh-ed25519 AAAApm1-apps");
  });

  it("refuses the files of a fresh clone", () => {
    const still = "is still the placeholder of a fresh clone";
    expect(() => parseLocation("pm1", locations, stack(clone))).toThrow(
      new RegExp(
        `cloudflare\\.accountId ${still}(.|\n)*cloudflare\\.zone ${still}(.|\n)*authorizedKeys\\[0\\] ${still}`,
      ),
    );
  });

  it("names every secret that is missing", () => {
    const some = secrets.filter((key) => key !== "proxmoxToken");
    expect(() => parseLocation("pm1", locations, stack(own, some))).toThrow(
      'proxmoxToken is missing (API token of Proxmox; "npm run bootstrap -- pm1" makes it). Run "npm run secrets -- init pm1".',
    );
  });

  it("refuses a stack that it does not know", () => {
    expect(() => parseLocation("pm9", locations, stack(own))).toThrow(
      'stack "pm9" is unknown. Use one of account, pm1, pm2, or add it to stacks/locations.ts.',
    );
  });
});

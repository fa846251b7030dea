import * as pulumi from "@pulumi/pulumi";

import type { StackConfig } from "../../stacks/config/read-stack-config";
import type { Location } from "../../stacks/plan/location";
import { parseLocation } from "../../stacks/plan/plan-location";
import { locations } from "../../stacks/locations";
import { cloneOf } from "./fresh-clone";

type Document = StackConfig["document"];

const guests = ["pm1-mgmt", "pm1-apps", "pm1-data"];

const cloudflare = {
  accountId: "0123456789abcdef0123456789abcdef",
  zoneId: "fedcba9876543210fedcba9876543210",
  zone: "moco.test",
  teamName: "moco",
};

/** The account's file of a fresh clone, its owner's own values filled in. */
export const ownAccount: Document = {
  ...cloneOf("account"),
  cloudflare,
  groups: { operators: { emails: ["ada@moco.test"] }, automation: { emails: ["ada@moco.test"] } },
};

/** Keys of the account's secrets. */
export const accountSecrets = ["cloudflareToken", "tunnelSecret-pm1", "tunnelSecret-pm2"];

/** pm1's file of a fresh clone, its owner's own values filled in and the public host keys beside them. */
export const ownLocation: Document = withHostKeys({
  ...cloneOf("pm1"),
  cloudflare,
  operators: { authorizedKeys: ["ssh-ed25519 AAAA ada@laptop"] },
});

/** Keys of pm1's secrets. */
export const locationSecrets = [
  "cloudflareToken",
  "proxmoxToken",
  "tunnelSecret-services",
  ...guests.map((guest) => `hostKeyPrivate-${guest}`),
  "secret-n8n-database-password",
  "secret-n8n-encryption-key",
];

/** With what the secrets script writes beside the secrets: `ssh-ed25519 AAAApm1-apps`. */
export function withHostKeys(document: Document): Document {
  const keys = guests.map(
    (guest) => [`hostKeyPublic-${guest}`, `ssh-ed25519 AAAA${guest}`] as const,
  );
  return { ...document, ...Object.fromEntries(keys) };
}

/** A stack's configuration as the program reads it; a secret's value says which one it is. */
export function configOf(
  document: Document,
  secretKeys: readonly string[],
  requireSecret: StackConfig["requireSecret"] = (key) => pulumi.secret(`value of ${key}`),
): StackConfig {
  return { document, secretKeys: new Set(secretKeys), requireSecret };
}

/** pm1, found right. */
export function anOwnLocation(): Location {
  return parseLocation("pm1", locations, configOf(ownLocation, locationSecrets));
}

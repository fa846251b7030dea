import * as pulumi from "@pulumi/pulumi";

import { accept } from "../../model/basics/checked";
import { n8n } from "../../services/n8n/n8n";
import type { StackConfig } from "../../stacks/config/read-stack-config";
import type { Location } from "../../stacks/plan/location";
import type { LocationDefinition } from "../../stacks/plan/location-definition";
import { planLocation } from "../../stacks/plan/plan-location";
import { cloneOf } from "./fresh-clone";

type Document = StackConfig["document"];

const guests = ["pm1-mgmt", "pm1-apps", "pm1-data"];

const cloudflare = {
  accountId: "0123456789abcdef0123456789abcdef",
  teamName: "moco",
  zones: { main: { id: "fedcba9876543210fedcba9876543210", name: "moco.test" } },
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

/** What runs at pm1 in tests: a service that somebody adds to the real one turns none of them red. */
export const ownDefinition: LocationDefinition = { services: [{ service: n8n, on: "apps" }] };

/** Locations in tests, as `stacks/locations.ts` lists the real ones. */
export const ownLocations: Record<string, LocationDefinition> = {
  pm1: ownDefinition,
  pm2: { services: [] },
};

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
  const source = configOf(ownLocation, locationSecrets);
  return accept("Pulumi.pm1.yaml", planLocation("pm1", ownDefinition, source, process.cwd()));
}

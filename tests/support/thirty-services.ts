import { join } from "node:path";

import type { Checked } from "../../model/basics/checked";
import { hostKeyPublic } from "../../stacks/config/stack-secret";
import type { Location } from "../../stacks/plan/location";
import type { LocationDefinition } from "../../stacks/plan/location-definition";
import { planLocation } from "../../stacks/plan/plan-location";
import { secretsOfLocation } from "../../stacks/plan/stack-secrets";
import { hq } from "../fixtures/thirty-services/definition";
import { loadStackFile } from "./load-stack-file";

/** Where the fixture of thirty services is. */
export const thirtyServicesFolder = join(__dirname, "../fixtures/thirty-services");

/** All that a location is planned from. */
export interface LocationSource {
  readonly definition: LocationDefinition;
  /** What its stack's file says, secrets apart. */
  readonly document: Readonly<Record<string, unknown>>;
  readonly secretKeys: ReadonlySet<string>;
}

/** The fixture with all of its secrets: `hq`, thirty services on six guests. */
export function thirtyServices(definition = hq): LocationSource {
  const written = loadStackFile(join(thirtyServicesFolder, "Pulumi.hq.yaml"));
  const guests = written["guests"] as Parameters<typeof secretsOfLocation>[1]["guests"];
  const hostKeys = Object.keys(guests).map(
    (guest) => [hostKeyPublic(guest), `ssh-ed25519 ${btoa(guest)}`] as const,
  );
  return {
    definition,
    document: { ...written, ...Object.fromEntries(hostKeys) },
    secretKeys: new Set(secretsOfLocation("hq", { guests }, definition).map(({ key }) => key)),
  };
}

/** Plans the fixture, or what a test made of it. */
export function planThirtyServices(source = thirtyServices()): Checked<Location> {
  return planLocation("hq", source.definition, source, thirtyServicesFolder);
}

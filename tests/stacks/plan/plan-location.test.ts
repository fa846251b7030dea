import { renderProblems } from "../../../model/basics/problem";
import type { ServiceSpec } from "../../../model/service/service-spec";
import type { ImageName } from "../../../services/images";
import type { StackConfig } from "../../../stacks/config/read-stack-config";
import type { LocationDefinition } from "../../../stacks/plan/location-definition";
import { definitionOf, planLocation } from "../../../stacks/plan/plan-location";
import { aService } from "../../support/a-service";
import { cloneOf } from "../../support/fresh-clone";
import {
  locationSecrets,
  ownDefinition,
  ownLocation,
  ownLocations,
  withHostKeys,
} from "../../support/own-stack";

function plan(
  document: StackConfig["document"],
  { secrets = locationSecrets, definition = ownDefinition } = {},
): ReturnType<typeof planLocation> {
  return planLocation("pm1", definition, { document, secretKeys: new Set(secrets) }, "/nowhere");
}

const withService = (service: ServiceSpec<ImageName>): LocationDefinition => ({
  services: [...ownDefinition.services, { service, on: "apps" }],
});

describe("planLocation", () => {
  it("resolves a location whose owner has filled in what is theirs", () => {
    const { value, problems } = plan(ownLocation);
    expect(problems).toEqual([]);
    const services = value?.guests.flatMap((guest) =>
      guest.services.map(({ name }) => `${name} on ${guest.plan.name}`),
    );
    expect(services).toEqual(["n8n on pm1-apps", "n8n-database on pm1-data"]);
    expect(value?.guests.map(({ hostKey }) => hostKey)).toEqual([
      "ssh-ed25519 AAAApm1-mgmt",
      "ssh-ed25519 AAAApm1-apps",
      "ssh-ed25519 AAAApm1-data",
    ]);
  });

  it("refuses the files of a fresh clone", () => {
    const { value, problems } = plan(withHostKeys(cloneOf("pm1")));
    expect(value).toBeUndefined();
    expect(problems.map(({ path, problem }) => `${path} ${problem}`)).toEqual(
      [
        "cloudflare.accountId",
        "cloudflare.teamName",
        "cloudflare.zones.main.id",
        "cloudflare.zones.main.name",
        "operators.authorizedKeys[0]",
      ].map((path) => `${path} is still the placeholder of a fresh clone`),
    );
  });

  it("names every secret that is missing, and every host key", () => {
    const entries = Object.entries(ownLocation).filter(([key]) => key !== "hostKeyPublic-pm1-apps");
    const secrets = locationSecrets.filter((key) => key !== "proxmoxToken");
    expect(renderProblems(plan(Object.fromEntries(entries), { secrets }).problems)).toBe(
      [
        '  hostKeyPublic-pm1-apps is missing (public half of the guest\'s SSH host key). Run "npm run secrets -- init pm1".',
        '  proxmoxToken is missing (API token of Proxmox; "npm run bootstrap -- pm1" makes it). Run "npm run secrets -- init pm1".',
      ].join("\n"),
    );
  });

  it("holds services against the types before anything reads them", () => {
    const incomplete = { ...aService(), objectives: undefined } as unknown;
    const definition = withService(incomplete as ServiceSpec<ImageName>);
    const document = { ...ownLocation, protect: "maybe" };
    expect(renderProblems(plan(document, { definition }).problems)).toBe(
      [
        "  notes.objectives is missing. Say what people may expect of it.",
        '  protect must be true or false, got "maybe". Write it like true.',
      ].join("\n"),
    );
  });

  it("reports the faults of services beside those of a broken configuration", () => {
    const definition = withService(aService({ name: "Notes", routes: [] }));
    expect(renderProblems(plan({ ...ownLocation, guests: {} }, { definition }).problems)).toBe(
      [
        '  connectors[0] must be one of the guests, got "pm1-mgmt". Use one of (none), or add it to guests.',
        '  connectors[1] must be one of the guests, got "pm1-apps". Use one of (none), or add it to guests.',
        '  Notes must be 2-30 lower-case letters, digits and dashes, starting with a letter, got "Notes". Rename the service.',
      ].join("\n"),
    );
  });

  it("reports an image lock that is not there beside everything else of the configuration", () => {
    const document = { ...ownLocation, imageLock: "lock.json" };
    const secrets = locationSecrets.slice(1);
    expect(plan(document, { secrets }).problems.map(({ path }) => path)).toEqual([
      "imageLock",
      "cloudflareToken",
    ]);
  });
});

describe("definitionOf", () => {
  it("gives what runs at a location", () => {
    expect(definitionOf("pm1", ownLocations)).toEqual({ value: ownDefinition, problems: [] });
  });

  it("refuses a stack that it does not know", () => {
    expect(renderProblems(definitionOf("pm9", ownLocations).problems)).toBe(
      '  stack must be one of account, pm1, pm2, got "pm9". Use one of them, or add it to stacks/locations.ts.',
    );
  });
});

import { existsSync } from "node:fs";
import { join } from "node:path";

import { repositoryRoot } from "../../sandbox/world";
import { locations } from "../../stacks/locations";

const services = Object.values(locations)
  .flatMap((location) => location.services)
  .flatMap(({ service }) => [service, ...Object.values(service.needs).map((need) => need.service)]);

describe("runbooks", () => {
  it.each(services.map(({ name, runbook }) => [name, runbook]))("%s has %s", (_name, runbook) => {
    expect(existsSync(join(repositoryRoot, "docs/runbooks", runbook))).toBe(true);
  });
});

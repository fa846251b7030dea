import { existsSync } from "node:fs";

import { checkPlacements } from "../../stacks/check-placements";
import { checkLocationConfig } from "../../stacks/config/check-location-config";
import { locations } from "../../stacks/locations";
import { loadStackFile } from "../support/load-stack-file";

describe.each(Object.entries(locations))("location %s", (name, { services }) => {
  const { value } = checkLocationConfig(name, loadStackFile(`Pulumi.${name}.yaml`));

  it("places only services that fit its guests", () => {
    expect(checkPlacements(name, services, Object.keys(value?.guests ?? {}))).toEqual([]);
  });

  it("has a runbook for every service and for what it needs", () => {
    const runbooks = services.flatMap(({ service }) => [
      service.runbook,
      ...Object.values(service.needs).map((need) => need.service.runbook),
    ]);
    expect(runbooks.filter((page) => !existsSync(`docs/runbooks/${page}`))).toEqual([]);
  });
});

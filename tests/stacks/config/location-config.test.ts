import { readdirSync } from "node:fs";
import { join } from "node:path";

import { renderProblem } from "../../../components/shared/problem";
import { checkLocationConfig } from "../../../stacks/config/check-location-config";
import { loadStackFile } from "../../support/load-stack-file";
import { loadLocationFixture } from "../../support/location-fixture";

const root = join(__dirname, "../../..");
const base = loadStackFile(join(root, "Pulumi.pm1.yaml"));
const invalid = join(root, "tests/fixtures/location-config/invalid");
const fixtures = readdirSync(invalid).filter((name) => name.endsWith(".yaml"));

describe("checkLocationConfig", () => {
  it.each(["pm1", "pm2"])("accepts Pulumi.%s.yaml", (stack) => {
    const { problems } = checkLocationConfig(
      stack,
      loadStackFile(join(root, `Pulumi.${stack}.yaml`)),
    );
    expect(problems).toEqual([]);
  });

  it("has at least twelve broken configurations to refuse", () => {
    expect(fixtures.length).toBeGreaterThanOrEqual(12);
  });

  it.each(fixtures)("refuses %s with exactly the messages it names", (name) => {
    const fixture = loadLocationFixture(join(invalid, name), base);
    const { problems } = checkLocationConfig("pm1", fixture.document);
    expect(problems.map(renderProblem).sort()).toEqual([...fixture.expect].sort());
  });
});

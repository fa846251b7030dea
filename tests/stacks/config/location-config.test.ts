import { readdirSync } from "node:fs";
import { join } from "node:path";

import { renderProblem } from "../../../model/basics/problem";
import { checkLocationConfig } from "../../../stacks/config/check-location-config";
import { cloneOf } from "../../support/fresh-clone";
import { loadLocationFixture } from "../../support/location-fixture";

const base = cloneOf("pm1");
const invalid = join(__dirname, "../../fixtures/location-config/invalid");
const fixtures = readdirSync(invalid).filter((name) => name.endsWith(".yaml"));

describe("checkLocationConfig", () => {
  it.each(["pm1", "pm2"] as const)("accepts %s of a fresh clone", (stack) => {
    expect(checkLocationConfig(stack, cloneOf(stack)).problems).toEqual([]);
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

import { join } from "node:path";

import { repositoryRoot } from "@moco-sandbox/world";

import { renderProblem } from "../../model/basics/problem";
import { placeInstances } from "../../stacks/plan/instances";
import { checkAccountConfig } from "../../stacks/config/check-account-config";
import { checkLocationConfig } from "../../stacks/config/check-location-config";
import { checkPlaceholders } from "../../stacks/config/check-placeholders";
import { locationPlan } from "../../stacks/config/location-plan";
import { locations } from "../../stacks/locations";
import { hostKeyPublicPrefix } from "../../stacks/config/stack-secret";
import { cloneOf } from "../support/fresh-clone";
import { loadStackFile } from "../support/load-stack-file";

type Document = Readonly<Record<string, unknown>>;

/** What people wrote into a stack's own file, without what `npm run secrets` wrote beside it. */
function written(stack: string): Document {
  const document = loadStackFile(join(repositoryRoot, `Pulumi.${stack}.yaml`));
  return Object.fromEntries(
    Object.entries(document).filter(([key]) => !key.startsWith(hostKeyPublicPrefix)),
  );
}

const placeholdersOf = (document: Document): readonly string[] =>
  checkPlaceholders(document).map(({ path }) => path);

// The only test that reads these files: their values are their owner's, and no other test may know them.
describe("Pulumi.account.yaml", () => {
  it("has no fault", () => {
    expect(checkAccountConfig(written("account")).problems.map(renderProblem)).toEqual([]);
  });
});

describe.each(Object.entries(locations))("Pulumi.%s.yaml", (name, { services }) => {
  const { value, problems } = checkLocationConfig(name, written(name));

  it("has no fault", () => {
    expect(problems.map(renderProblem)).toEqual([]);
  });

  it("has the guests that the location's services are placed on", () => {
    const plan = value === undefined ? undefined : locationPlan(name, value);
    expect(plan && placeInstances(services, plan).problems.map(renderProblem)).toEqual([]);
  });
});

describe("tests/fixtures/fresh-clone", () => {
  it("says what the stack files say, as long as nobody has filled anything in", () => {
    const fresh = (["account", "pm1", "pm2"] as const).filter(
      (stack) => placeholdersOf(written(stack)).join() === placeholdersOf(cloneOf(stack)).join(),
    );
    expect(fresh.map(written)).toEqual(fresh.map(cloneOf));
  });
});

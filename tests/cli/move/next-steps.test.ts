import { renderNextSteps, renderPlan } from "../../../cli/move/next-steps";
import { planMove } from "../../../cli/move/plan-move";
import { someFacts, wanted } from "./support/some-facts";

const plan = planMove(wanted, someFacts());

describe("renderNextSteps", () => {
  it("says what to write, what to run, and the way back", () => {
    expect(renderNextSteps(plan, "0123456789ab"))
      .toBe(`n8n is stopped, and its data is on pm1-apps and on pm1-mgmt. Now:
  1. In stacks/pm1.ts place n8n on "mgmt", and declare it:
     moved: [{ service: "n8n", from: "apps", to: "mgmt", copy: "0123456789ab" }],
  2. pulumi up --stack pm1 --policy-pack policy
  3. When all is well there, remove the old copy: npm run move -- pm1 n8n mgmt --finish
Until step 2 the way back is: npm run move -- pm1 n8n mgmt --undo`);
  });
});

describe("renderPlan", () => {
  it("says what would be done", () => {
    expect(renderPlan(plan))
      .toBe(`n8n would stop on pm1-apps, until "pulumi up" starts it on pm1-mgmt.
  n8n-data: 2000000 bytes would be copied
Nothing was changed.`);
  });
});

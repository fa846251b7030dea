import { destroy } from "@moco-sandbox/commands/destroy";
import { findInterrupted } from "@moco-sandbox/commands/interrupted-run";
import { defaultStacks } from "../../../stacks/stack-names";
import { bringUp } from "@moco-sandbox/commands/up";
import { checkOwner } from "@moco-sandbox/computer/world-owner";

/** Once for all tests on machines. MOCO_KEEP_SANDBOX=true takes the one that is up as it is. */
export default async function setup(): Promise<void> {
  if (process.env["MOCO_KEEP_SANDBOX"] === "true") return;
  try {
    if (Object.keys(findInterrupted(defaultStacks)).length > 0) {
      // Left by a killed run of the tests: nobody can say what of it is there.
      await checkOwner("use");
      await destroy({ force: true });
    }
    await bringUp();
  } catch (error) {
    // Where the set-up fails no teardown is run. What is not ours stays: another checkout's, for instance.
    await checkOwner("use");
    await destroy({ force: true });
    throw error;
  }
}

import { destroy } from "../../../sandbox/commands/destroy";
import { findInterrupted } from "../../../sandbox/commands/interrupted-run";
import { bringUp } from "../../../sandbox/commands/up";
import { checkOwner } from "../../../sandbox/docker/world-owner";
import { stackNames } from "../../../sandbox/pulumi/stack";

/** Once for all tests on machines. MOCO_KEEP_SANDBOX=true takes the one that is up as it is. */
export default async function setup(): Promise<void> {
  if (process.env["MOCO_KEEP_SANDBOX"] === "true") return;
  try {
    if (Object.keys(findInterrupted(stackNames)).length > 0) {
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

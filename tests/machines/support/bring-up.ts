import { bringUp } from "../../../sandbox/commands/up";

/** Once for all tests on machines. MOCO_KEEP_SANDBOX=true takes the one that is up as it is. */
export default async function setup(): Promise<void> {
  if (process.env["MOCO_KEEP_SANDBOX"] !== "true") await bringUp();
}

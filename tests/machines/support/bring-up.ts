import { bringUp } from "../../../sandbox/commands/up";

/** Once for all tests on machines. */
export default async function setup(): Promise<void> {
  await bringUp();
}

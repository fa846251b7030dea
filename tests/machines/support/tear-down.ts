import { destroy } from "@moco-sandbox/commands/destroy";

/** Nothing is left behind; MOCO_KEEP_SANDBOX=true keeps it for a look at what failed. */
export default async function teardown(): Promise<void> {
  if (process.env["MOCO_KEEP_SANDBOX"] !== "true") await destroy();
}

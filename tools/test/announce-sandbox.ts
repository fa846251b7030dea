import { dockerIsUsable } from "@moco-sandbox/computer/docker-client";
import { checkOwner, ownerOfWorld } from "@moco-sandbox/computer/world-owner";
import { namePrefix, ownLabel } from "@moco-sandbox/world";
import { docker } from "@moco-sandbox/world/docker-command";

/** Says what the tests on machines are going to do with a sandbox that is up. It asks and waits for nothing. */
export async function announceSandbox(say: (text: string) => void): Promise<void> {
  if (!(await dockerIsUsable()) || (await ownerOfWorld()) === undefined) return;
  try {
    await checkOwner("use");
  } catch (error) {
    say(`The tests on machines are going to fail. ${(error as Error).message}`);
    return;
  }
  const filters = ["--filter", `label=${ownLabel}`, "--filter", `name=^${namePrefix}-`];
  const names = await docker(["ps", "--all", ...filters, "--format", "{{.Names}}"]);
  say(describeSandbox(names.split("\n").sort(), process.env["MOCO_KEEP_SANDBOX"] === "true"));
}

/** What becomes of these containers, and how to prevent it. */
export function describeSandbox(containers: readonly string[], keep: boolean): string {
  const list = containers.map((name) => `  ${name}`).join("\n");
  return keep
    ? `A sandbox of this checkout is up. MOCO_KEEP_SANDBOX=true: the tests on machines use it as it is and leave it up:\n${list}`
    : `A sandbox of this checkout is up. The tests on machines deploy onto it and DESTROY it at the end, with the disks of its guests and the state of its stacks:\n${list}\nTo keep it, press Ctrl-C now and run: MOCO_KEEP_SANDBOX=true npm test`;
}

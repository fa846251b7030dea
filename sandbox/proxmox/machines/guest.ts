import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { guestContainer, images } from "@moco-sandbox/world";
import { docker, inspect } from "@moco-sandbox/world/docker-command";

import { type GuestMachine, renderGuestContainer, renderLimits } from "./guest-container";
import { guestLabel, renderLabels } from "./labels";
import { initArguments } from "./node";
import type { Seed } from "./seed";

/** Makes a guest's container with its cloud-init seed inside; nothing of the seed is left on this machine. */
export async function createGuest(machine: GuestMachine, seed: Seed): Promise<void> {
  await docker(["create", ...renderGuestContainer(machine, await initArguments())]);
  const folder = await mkdtemp(join(tmpdir(), "seed-"));
  try {
    // With its parents, for an image may have none of them; Docker copies into what is there.
    const drive = join(folder, "cloud", "seed", "nocloud");
    await mkdir(drive, { recursive: true });
    await writeFile(join(drive, "user-data"), seed.userData, { mode: 0o600 });
    await writeFile(join(drive, "meta-data"), seed.metaData, { mode: 0o600 });
    await docker(["cp", join(folder, "cloud"), `${guestContainer(machine.name)}:/var/lib/`]);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Starts a guest that exists. */
export async function startGuest(name: string): Promise<void> {
  await docker(["start", guestContainer(name)]);
}

/**
 * Shuts a guest down as its power button does, and pulls the plug when its time is up, in seconds; a guest
 * that is off stays off. False where the plug had to be pulled.
 */
export async function stopGuest(name: string, patience = 60): Promise<boolean> {
  const container = guestContainer(name);
  if ((await inspect("container", container, "{{.State.Running}}")) !== "true") return true;
  await docker(["stop", "--time", String(patience), container]);
  return (await inspect("container", container, "{{.State.ExitCode}}")) !== killed;
}

/** Exit code of what got SIGKILL. */
const killed = "137";

/** Removes a guest's container; its disks are the caller's. */
export async function removeGuest(name: string): Promise<void> {
  const container = guestContainer(name);
  if ((await inspect("container", container, "{{.Id}}")) === undefined) return;
  await docker(["rm", "--force", "--volumes", container]);
  await docker(["rmi", "--force", keptImage(name)]).catch(() => undefined);
}

/** True while it runs, false when it is off, `undefined` when there is no such guest. */
export async function isGuestRunning(name: string): Promise<boolean | undefined> {
  const state = await inspect("container", guestContainer(name), "{{.State.Running}}");
  return state === undefined ? undefined : state === "true";
}

/** Gives a running guest other limits, at once. */
export async function limitGuest(
  name: string,
  limits: Pick<GuestMachine, "cores" | "memoryMebibytes">,
): Promise<void> {
  await docker(["update", ...renderLimits(limits), guestContainer(name)]);
}

/**
 * Gives a guest other disks, another interface or another name. A container's mounts are fixed, so it
 * becomes a new one that starts from the old one's files: to the guest a reboot, not a reinstallation.
 */
export async function refitGuest(oldName: string, machine: GuestMachine): Promise<void> {
  const old = guestContainer(oldName);
  await stopGuest(oldName);
  const labels = renderLabels(machine.node, machine.vmId)
    .filter((part) => part !== "--label")
    .flatMap((label) => ["--change", `LABEL ${label}`]);
  await docker(["commit", ...labels, old, keptImage(machine.name)]);
  await docker(["rm", "--volumes", old]);
  const image = keptImage(machine.name);
  await docker(["create", ...renderGuestContainer({ ...machine, image }, await initArguments())]);
}

/** Number of the guest that a container of that name belongs to. */
export async function ownerOfContainer(name: string): Promise<string | undefined> {
  return inspect("container", guestContainer(name), `{{index .Config.Labels "${guestLabel}"}}`);
}

function keptImage(name: string): string {
  return `${images.guest}:${name}`;
}

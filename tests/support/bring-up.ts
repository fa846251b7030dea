import { deployedServices } from "@moco-sandbox/commands/deployed-services";
import { locationRanges } from "@moco-sandbox/commands/sandbox-location";
import { ensureDocker } from "@moco-sandbox/computer/ensure-docker";
import { ensureWorldNetwork } from "@moco-sandbox/computer/world-network";
import { ensureMachineImages, ensureServiceImages } from "@moco-sandbox/images/ensure-images";
import { ensureNodeImage } from "@moco-sandbox/proxmox/node-image";

/** Once for all tests of single parts: the images, which two tests at a time would build twice. */
export default async function setup(): Promise<void> {
  const report = (line: string): void => {
    console.error(line);
  };
  await ensureDocker(report);
  const { base, guest } = await ensureMachineImages(report);
  await ensureNodeImage(guest);
  await ensureServiceImages(base, deployedServices(), report);
  // After the images: one of them has `ip`, which this machine may lack.
  await ensureWorldNetwork(locationRanges());
}

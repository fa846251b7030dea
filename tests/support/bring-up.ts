import { ensureDocker } from "../../sandbox/docker/ensure-docker";
import { ensureWorldNetwork } from "../../sandbox/docker/world-network";
import { ensureMachineImages, ensureServiceImages } from "../../sandbox/images/ensure-images";
import { ensureNodeImage } from "../../sandbox/machines/node-image";

/** Once for all tests of single parts: the images, which two tests at a time would build twice. */
export default async function setup(): Promise<void> {
  const report = (line: string): void => {
    console.error(line);
  };
  await ensureDocker(report);
  const { base, guest } = await ensureMachineImages(report);
  await ensureNodeImage(guest);
  await ensureServiceImages(base, report);
  // After the images: one of them has `ip`, which this machine may lack.
  await ensureWorldNetwork();
}

import { ensureDocker } from "../../sandbox/docker/ensure-docker";
import { ensureWorldNetwork } from "../../sandbox/docker/world-network";
import { ensureMachineImages } from "../../sandbox/images/ensure-images";
import { ensureNodeImage } from "../../sandbox/machines/node-image";

/** Once for all tests of single parts: the images that their machines start from. */
export default async function setup(): Promise<void> {
  const report = (line: string): void => {
    console.error(line);
  };
  await ensureDocker(report);
  const { guest } = await ensureMachineImages(report);
  await ensureNodeImage(guest);
  // After the images: one of them has `ip`, which this machine may lack.
  await ensureWorldNetwork();
}

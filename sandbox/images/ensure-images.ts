import { mkdirSync, writeFileSync } from "node:fs";

import { type ImageName, images as production } from "../../services/images";
import { docker, inspect } from "../machines/docker-command";
import { images, stateDirectory } from "../world";
import { ensureBaseImage } from "./base-image";
import { buildImage } from "./build-image";
import {
  type BuildReport,
  machineSources,
  type ServiceImageSource,
  serviceSources,
} from "./image-source";
import { canPull } from "./can-pull";
import { ensureRegistry } from "./ensure-registry";
import { imageLockPath } from "./image-lock-path";
import { pushImage } from "./push-image";

/** Where a service's image came from: what is not upstream's own is said. */
export interface ImageOrigin {
  readonly name: ImageName;
  readonly reference: string;
  readonly kind: "pulled" | ServiceImageSource["kind"];
}

/** Builds the images of the machines; the registry needs the second one. */
export async function ensureMachineImages(
  report: BuildReport,
): Promise<{ readonly base: string; readonly guest: string; readonly registry: string }> {
  const base = await ensureBaseImage(report);
  const guest = await buildImage(machineSources.guest, base, report);
  // The node's image is built from it by this name.
  await docker(["tag", guest, images.guest]);
  await docker(["tag", base, images.base]);
  return { base, guest, registry: await buildImage(machineSources.registry, base, report) };
}

/** Pulls or builds every service's image, two at a time: more of them would only wait for processors. */
export async function ensureServiceImages(
  base: string,
  report: BuildReport,
): Promise<Readonly<Record<ImageName, string>>> {
  const pull = await canPull();
  const built: Partial<Record<ImageName, string>> = {};
  const waiting = Object.entries(serviceSources) as [ImageName, ServiceImageSource][];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [name, source] = next;
      const say = (line: string): void => {
        report(`${source.name}: ${line}`);
      };
      say(pull ? "pulling" : "building unless it is there");
      built[name] = pull ? await pullImage(production[name]) : await buildImage(source, base, say);
    }
  };
  await Promise.all([work(), work()]);
  return built as Readonly<Record<ImageName, string>>;
}

/** Pushes every service's image and writes the lock file of the digests that came of it. */
export async function publishImages(
  registryImage: string,
  built: Readonly<Record<ImageName, string>>,
  report: BuildReport,
): Promise<readonly ImageOrigin[]> {
  await ensureRegistry(registryImage);
  const origins: ImageOrigin[] = [];
  // In the image lock's order: they were finished in any.
  for (const name of Object.keys(production) as ImageName[]) {
    const image = built[name];
    report(`pushing ${name}`);
    const pulled = image === production[name];
    const upstream = pulled ? withoutDigest(production[name]) : serviceSources[name].reference;
    origins.push({
      name,
      reference: await pushImage(image, upstream),
      kind: pulled ? "pulled" : serviceSources[name].kind,
    });
  }
  mkdirSync(stateDirectory, { recursive: true });
  const lock = Object.fromEntries(origins.map(({ name, reference }) => [name, reference]));
  writeFileSync(imageLockPath, `${JSON.stringify(lock, null, 2)}\n`);
  return origins;
}

async function pullImage(reference: string): Promise<string> {
  if ((await inspect("image", reference, "{{.Id}}")) === undefined) {
    await docker(["pull", "--quiet", reference]);
  }
  return reference;
}

function withoutDigest(reference: string): string {
  return reference.slice(0, reference.indexOf("@"));
}

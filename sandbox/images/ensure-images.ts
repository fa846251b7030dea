import { mkdirSync, writeFileSync } from "node:fs";

import { images, stateDirectory } from "@moco-sandbox/world";
import { docker, inspect } from "@moco-sandbox/world/docker-command";
import type { Report } from "@moco-sandbox/world/report";

import { type ImageName, images as production } from "../../services/images";
import { ensureBaseImage } from "./base-image";
import { buildImage } from "./build-image";
import { canPull } from "./can-pull";
import { ensureRegistry } from "./ensure-registry";
import { imageLockPath } from "./image-lock-path";
import { machineSources } from "./machine-sources";
import { serviceSources } from "./image-source";
import { makeServiceImage, type ServiceImage, type Ways } from "./make-service-image";
import { pushImage } from "./push-image";
import { standInSource } from "./stand-in";

/** Where a service's image came from: what is not upstream's own is said. */
export interface ImageOrigin extends Pick<ServiceImage, "kind"> {
  readonly name: ImageName;
  readonly reference: string;
}

/** Builds the images of the machines; the registry needs the second one. */
export async function ensureMachineImages(
  report: Report,
): Promise<{ readonly base: string; readonly guest: string; readonly registry: string }> {
  const base = await ensureBaseImage(report);
  const guest = await buildImage(machineSources.guest, base, report);
  // The node's image is built from it by this name.
  await docker(["tag", guest, images.guest]);
  await docker(["tag", base, images.base]);
  return { base, guest, registry: await buildImage(machineSources.registry, base, report) };
}

/** Makes every service's image, two at a time: more of them would only wait for processors. */
export async function ensureServiceImages(
  base: string,
  report: Report,
): Promise<Readonly<Record<ImageName, ServiceImage>>> {
  const pull = await canPull();
  const made: Partial<Record<ImageName, ServiceImage>> = {};
  const waiting = Object.keys(serviceSources) as ImageName[];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const name = next;
      const say = (line: string): void => {
        report(`${name}: ${line}`);
      };
      made[name] = await makeServiceImage(name, waysTo(name, pull, base, say), {
        report: say,
        warn: console.error,
        isCi: process.env["CI"] === "true",
      });
    }
  };
  await Promise.all([work(), work()]);
  return made as Readonly<Record<ImageName, ServiceImage>>;
}

function waysTo(name: ImageName, pull: boolean, base: string, report: Report): Ways {
  const { recipe, standIn } = serviceSources[name];
  return {
    ...(pull ? { pull: () => pullImage(production[name]) } : {}),
    ...(recipe === undefined ? {} : { build: () => buildImage(recipe, base, report) }),
    ...(standIn === undefined
      ? {}
      : { standIn: (reason) => buildImage(standInSource(name, standIn, reason), base, report) }),
  };
}

/** Pushes every service's image and writes the lock file of the digests that came of it. */
export async function publishImages(
  registryImage: string,
  made: Readonly<Record<ImageName, ServiceImage>>,
  report: Report,
): Promise<readonly ImageOrigin[]> {
  await ensureRegistry(registryImage);
  const origins: ImageOrigin[] = [];
  // In the image lock's order: they were finished in any.
  for (const name of Object.keys(production) as ImageName[]) {
    const { image, kind } = made[name];
    report(`pushing ${name}`);
    origins.push({ name, reference: await pushImage(image, nameOf(name, kind)), kind });
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

/** What compose files call it: production's name, with the tag of what it is. */
function nameOf(name: ImageName, kind: ServiceImage["kind"]): string {
  const upstream = production[name].slice(0, production[name].indexOf("@"));
  return kind === "pulled" ? upstream : (serviceSources[name].recipe?.reference ?? upstream);
}

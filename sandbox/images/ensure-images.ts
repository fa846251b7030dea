import { mkdirSync, writeFileSync } from "node:fs";

import { images, stateDirectory } from "@moco-sandbox/world";
import { docker, inspect } from "@moco-sandbox/world/docker-command";
import type { Report } from "@moco-sandbox/world/report";

import type { ServiceSpec } from "../../model/service/service-spec";
import { type ImageName, images as production } from "../../services/images";
import { ensureBaseImage } from "./base-image";
import { buildImage } from "./build-image";
import { canPull } from "./can-pull";
import { ensureRegistry } from "./ensure-registry";
import { type ImageUse, imageUses, proxyUse } from "./image-use";
import { imageLockPath } from "./image-lock-path";
import { machineSources } from "./machine-sources";
import { recipes } from "./recipes";
import { makeServiceImage, type ServiceImage, type Ways } from "./make-service-image";
import { pushImage } from "./push-image";
import { standInSource } from "./stand-in";
import { standInOf } from "./stand-in-of";

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

/** Images of services on this machine's Docker engine; one that nobody uses and nobody builds is missing. */
export type MadeImages = Readonly<Partial<Record<ImageName, ServiceImage>>>;

/**
 * Makes the images that these services use, and those with a recipe, two at a time: more of them would
 * only wait for processors.
 */
export async function ensureServiceImages(
  base: string,
  services: readonly ServiceSpec<ImageName>[],
  report: Report,
): Promise<MadeImages> {
  const pull = await canPull();
  const made: Partial<Record<ImageName, ServiceImage>> = {};
  const uses = [...imageUses(services), proxyUse];
  const waiting = (Object.keys(production) as ImageName[]).filter(
    (name) => name in recipes || uses.some(({ image }) => image === name),
  );
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const name = next;
      const say = (line: string): void => {
        report(`${name}: ${line}`);
      };
      made[name] = await makeServiceImage(name, waysTo(name, uses, { pull, base, report: say }), {
        report: say,
        warn: console.error,
        isCi: process.env["CI"] === "true",
      });
    }
  };
  await Promise.all([work(), work()]);
  return made;
}

function waysTo(
  name: ImageName,
  uses: readonly ImageUse[],
  {
    pull,
    base,
    report,
  }: { readonly pull: boolean; readonly base: string; readonly report: Report },
): Ways {
  const recipe = recipes[name];
  const standIn = standInOf(uses.filter(({ image }) => image === name));
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
  made: MadeImages,
  report: Report,
): Promise<readonly ImageOrigin[]> {
  await ensureRegistry(registryImage);
  const origins: ImageOrigin[] = [];
  // In the image lock's order: they were finished in any.
  for (const name of Object.keys(production) as ImageName[]) {
    const found = made[name];
    if (found === undefined) continue;
    const { image, kind } = found;
    report(`pushing ${name}`);
    origins.push({ name, reference: await pushImage(image, nameOf(name, kind)), kind });
  }
  mkdirSync(stateDirectory, { recursive: true });
  const own = Object.fromEntries(origins.map(({ name, reference }) => [name, reference]));
  // The lock is whole: what nobody uses stays what production would run.
  const lock = { ...production, ...own };
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
  return kind === "pulled" ? upstream : (recipes[name]?.reference ?? upstream);
}

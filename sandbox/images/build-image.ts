import { createHash } from "node:crypto";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from "node:fs";
import { join } from "node:path";

import execa from "execa";
import { cacheDirectory, namePrefix, ownLabel } from "@moco-sandbox/world";
import { inspect } from "@moco-sandbox/world/docker-command";
import type { Report } from "@moco-sandbox/world/report";
import { runLogged } from "@moco-sandbox/world/run-logged";

import { type BuildContext, folderOf, type ImageSource } from "./image-to-build";

/** Builds an image unless the same inputs were built before; gives its name with the inputs' hash as tag. */
export async function buildImage(
  source: ImageSource,
  base: string,
  report: Report,
): Promise<string> {
  const context = (await source.prepare?.(report)) ?? {};
  const image = `${namePrefix}/${source.name}:${hashInputs(folderOf(source), context, base)}`;
  if ((await inspect("image", image, "{{.Id}}")) !== undefined) return image;
  const folder = await assembleContext(folderOf(source), context);
  try {
    const labels = Object.entries({ [ownLabel]: "true", ...source.labels });
    const args = [
      ...["--build-arg", `BASE=${base}`, "--tag", image],
      ...labels.flatMap(([label, value]) => ["--label", `${label}=${value}`]),
    ];
    await runLogged("docker", ["build", ...args, folder], {
      log: `build-${source.name}`,
      // The classic builder is the one that every engine has.
      env: { DOCKER_BUILDKIT: "0" },
      report,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return image;
}

/** The Dockerfile's folder and larger inputs beside it, linked instead of copied. */
async function assembleContext(folder: string, context: BuildContext): Promise<string> {
  mkdirSync(cacheDirectory, { recursive: true });
  const assembled = mkdtempSync(join(cacheDirectory, "context-"));
  cpSync(folder, assembled, { recursive: true });
  for (const [path, name] of Object.entries(context)) {
    const target = join(assembled, name);
    const { exitCode } = await execa("cp", ["-al", path, target], { reject: false });
    if (exitCode !== 0) await execa("cp", ["-a", path, target]);
  }
  return assembled;
}

/** Small files by content; large inputs are in a folder that is named after its own inputs. */
export function hashInputs(folder: string, context: BuildContext, base: string): string {
  const hash = createHash("sha256").update(base);
  for (const file of filesBelow(folder)) {
    hash.update(file).update(readFileSync(join(folder, file)));
  }
  for (const [path, name] of Object.entries(context)) {
    hash.update(`${path} ${name} ${String(statSync(path).size)}`);
  }
  return hash.digest("hex").slice(0, 12);
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

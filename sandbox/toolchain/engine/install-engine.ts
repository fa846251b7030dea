import { join } from "node:path";

import execa from "execa";
import { findOnPath } from "@moco-sandbox/computer/find-on-path";
import { cacheDirectory } from "@moco-sandbox/world";
import type { Report } from "@moco-sandbox/world/report";

import type { Engine } from "./engine";
import { engineVersion } from "./engine-version";
import { inspectEngine } from "./find-engine";

const installRoot = join(cacheDirectory, "engine", `official-v${engineVersion}`);

/** Runs the official installer into the cache; `undefined`, soon, where downloads are closed. */
export async function installEngine(report: Report): Promise<Engine | undefined> {
  if (findOnPath("curl") === undefined) return undefined;
  report("asking for the official installer");
  const script = await execa(
    "curl",
    ["-fsSL", "--connect-timeout", "5", "--max-time", "15", "https://get.pulumi.com"],
    { reject: false },
  );
  if (script.failed || !script.stdout.startsWith("#!/bin/sh")) return undefined;
  report(`installing Pulumi ${engineVersion}`);
  await execa(
    "sh",
    ["-s", "--", "--version", engineVersion, "--install-root", installRoot, "--no-edit-path"],
    { input: script.stdout, reject: false, timeout: 300_000 },
  );
  return findInstalledEngine();
}

/** What an earlier run installed. */
export function findInstalledEngine(): Promise<Engine | undefined> {
  return inspectEngine(join(installRoot, "bin", "pulumi"), "installed");
}

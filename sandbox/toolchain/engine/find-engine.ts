import { dirname, join } from "node:path";

import execa from "execa";
import { findOnPath, isExecutable } from "@moco-sandbox/computer/find-on-path";
import { isAtLeast } from "@moco-sandbox/computer/is-at-least";

import type { Engine } from "./engine";
import { oldestEngineVersion } from "./engine-version";

/** The CLI that the user has installed, where it is new enough. */
export async function findEngine(): Promise<Engine | undefined> {
  const pulumi = findOnPath("pulumi");
  return pulumi === undefined
    ? undefined
    : inspectEngine(pulumi, "found on PATH", findOnPath("pulumi-language-nodejs") !== undefined);
}

/** Asks a CLI for its version; `undefined` where it does not run or is too old. */
export async function inspectEngine(
  pulumi: string,
  origin: Engine["origin"],
  hasLanguageHost = isExecutable(join(dirname(pulumi), "pulumi-language-nodejs")),
): Promise<Engine | undefined> {
  const env = { PULUMI_SKIP_UPDATE_CHECK: "true" };
  const { stdout, failed } = await execa(pulumi, ["version"], { env, reject: false });
  if (failed || !isAtLeast(stdout, oldestEngineVersion)) return undefined;
  return { pulumi, version: stdout.trim(), origin, hasLanguageHost };
}

import { existsSync } from "node:fs";

import { imageLockPath } from "@moco-sandbox/images/image-lock-path";
import { PulumiError } from "@moco-sandbox/toolchain/run-pulumi";

import { hasAllSecrets } from "./configuration/has-all-secrets";
import { ensureOperatorKey } from "./configuration/operator-key";
import { ensureCloudflareToken, initSecrets } from "./configuration/secrets";
import { rewriteStackFile, writeStackFile } from "./configuration/stack-file";
import { accountValues, locationValues } from "./configuration/stack-values";
import { ensureStack, previewStack } from "./stack";
import { allStacks, defaultStacks } from "../../stacks/stack-names";
import { ensureTools, type Tools } from "./tools";

/** Shows what a deployment would change. Needs no machines: a preview touches none. */
export async function preview(stack: string | undefined, more: readonly string[]): Promise<void> {
  const tools = await ensureTools((line) => {
    console.error(line);
  });
  const asked = stack === undefined ? defaultStacks : [stack];
  for (const name of allStacks) {
    if (name !== "account" && !asked.includes(name)) continue;
    await prepare(tools, name);
    if (!asked.includes(name)) continue;
    console.log(await previewOne(tools, name, more));
  }
}

async function previewOne(tools: Tools, stack: string, more: readonly string[]): Promise<string> {
  try {
    return await previewStack(tools, stack, {}, more);
  } catch (error) {
    if (!(error instanceof PulumiError)) throw error;
    process.exitCode = 1;
    return error.output;
  }
}

/** A stack that was never deployed gets a configuration and secrets, and nothing else. */
async function prepare(tools: Tools, stack: string): Promise<void> {
  if (!rewriteStackFile(stack)) writeStackFile(stack, await values(stack));
  await ensureStack(tools, stack);
  if (hasAllSecrets(stack)) return;
  const provided = {
    cloudflareToken: ensureCloudflareToken(),
    ...(stack !== "account"
      ? { proxmoxToken: "moco@pve!pulumi=00000000-0000-4000-8000-000000000000" }
      : {}),
  };
  await initSecrets(tools, stack, provided, () => undefined);
}

async function values(stack: string): Promise<ReturnType<typeof accountValues>> {
  if (stack === "account") return accountValues();
  const { publicKey } = await ensureOperatorKey();
  const { imageLock, ...rest } = locationValues(publicKey, {
    url: "http://172.29.0.3/artifacts/cloudflared",
    sha256: "0".repeat(64),
  });
  // Before any image was built, production's own lock is the one to show.
  return existsSync(imageLockPath) ? { ...rest, imageLock } : rest;
}

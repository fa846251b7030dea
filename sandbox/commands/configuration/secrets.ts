import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import execa from "execa";
import type { PulumiEngine } from "@moco-sandbox/toolchain/run-pulumi";
import { repositoryRoot, stateDirectory } from "@moco-sandbox/world";
import type { Report } from "@moco-sandbox/world/report";

import { stackFilePath } from "./stack-file";

/** The token that the edge was started with: what a user would copy from Cloudflare's dashboard. */
export function ensureCloudflareToken(): string {
  const path = join(stateDirectory, "cloudflare-token");
  if (!existsSync(path)) {
    mkdirSync(stateDirectory, { recursive: true });
    writeFileSync(path, randomBytes(30).toString("base64url"), { mode: 0o600 });
  }
  return readFileSync(path, "utf8");
}

/** Makes a stack's missing secrets with the project's own script, as a user would. */
export async function initSecrets(
  engine: PulumiEngine,
  stack: string,
  provided: Readonly<Record<string, string>>,
  report: Report,
): Promise<void> {
  const lines = Object.entries(provided).map(([key, value]) => `moco-infra:${key}=${value}\n`);
  const script = join(repositoryRoot, "cli", "secrets", "main.ts");
  const tsx = join(repositoryRoot, "node_modules", "tsx", "dist", "cli.mjs");
  const options = ["--config-file", stackFilePath(stack), "--from", "-"];
  const child = execa(process.execPath, [tsx, script, "init", stack, ...options], {
    cwd: repositoryRoot,
    env: engine.environment,
    extendEnv: false,
    input: lines.join(""),
    all: true,
  });
  child.all?.on("data", (chunk: Buffer) => {
    const line = chunk.toString().trim().split("\n").at(-1);
    if (line !== undefined && line !== "") report(line);
  });
  await child;
}

/** Puts a new value in place of a secret; the value travels over standard input. */
export async function setSecret(
  engine: PulumiEngine,
  stack: string,
  key: string,
  value: string,
): Promise<void> {
  const place = ["--stack", stack, "--config-file", stackFilePath(stack)];
  await execa(
    engine.executable,
    ["config", "set", `moco-infra:${key}`, "--secret", "--raw", "--non-interactive", ...place],
    { cwd: repositoryRoot, env: engine.environment, extendEnv: false, input: value },
  );
}

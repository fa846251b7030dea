import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";

import execa from "execa";
import { ensureGo } from "@moco-sandbox/computer/ensure-go";
import { cacheDirectory } from "@moco-sandbox/world";
import type { Report } from "@moco-sandbox/world/report";

import type { Engine } from "./engine";
import { engineVersion, oldestEngineVersion } from "./engine-version";
import { inspectEngine } from "./find-engine";

const moduleFolder = join(__dirname, "cli");
const versionVariable = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";

/** What an earlier run built from the same module files. */
export function findBuiltEngine(): Promise<Engine | undefined> {
  return inspectEngine(builtPath(), "built from its Go module");
}

/** Builds the CLI from its published Go module into the cache. */
export async function buildEngine(report: Report): Promise<Engine> {
  report("there is no Pulumi to be had: building it");
  const go = await ensureGo(report);
  const path = builtPath();
  const unfinished = `${path}.${String(process.pid)}`;
  mkdirSync(dirname(path), { recursive: true });
  try {
    await runBuild(go, unfinished, report);
    // Only a whole file ever gets the final name, also when two runs build at once.
    renameSync(unfinished, path);
  } finally {
    rmSync(unfinished, { force: true });
  }
  const engine = await findBuiltEngine();
  if (engine === undefined) {
    throw new Error(
      `engine: ${path} was built but does not answer "version". Remove it and run again.`,
    );
  }
  return engine;
}

async function runBuild(go: string, output: string, report: Report): Promise<void> {
  report("fetching the modules of the Pulumi CLI");
  const build = execa(
    go,
    [
      "build",
      "-v",
      "-trimpath",
      "-ldflags",
      `-s -w -X ${versionVariable}=v${engineVersion}`,
      "-o",
      output,
      "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
    ],
    { cwd: moduleFolder, env: { CGO_ENABLED: "0" }, reject: false },
  );
  let compiled = 0;
  build.stderr?.on("data", (piece: Buffer) => {
    compiled += piece.toString().split("\n").length - 1;
    report(`building the Pulumi CLI: ${String(compiled)} packages`);
  });
  const { failed, stderr } = await build;
  if (failed) throw new Error(renderBuildFailure(stderr));
}

/** The last lines of a failed build; the list of compiled packages is left out. */
export function renderBuildFailure(stderr: string): string {
  const lines = stderr.split("\n").filter((line) => /[\s:]/.test(line.trim()));
  return `engine: the Pulumi CLI cannot be built. Install Pulumi ${oldestEngineVersion} or newer, or make the Go module proxy reachable, and run again.\n${lines.slice(-5).join("\n")}`;
}

function builtPath(): string {
  const content = createHash("sha256").update(readModule("go.mod")).update(readModule("go.sum"));
  const name = `v${engineVersion}-${content.digest("hex").slice(0, 12)}`;
  return join(cacheDirectory, "engine", name, "pulumi");
}

function readModule(file: string): string {
  return readFileSync(join(moduleFolder, file), "utf8");
}

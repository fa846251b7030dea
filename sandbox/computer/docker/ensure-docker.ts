import { existsSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import execa from "execa";
import { stateDirectory } from "@moco-sandbox/world";
import type { Report } from "@moco-sandbox/world/report";

import { clientsOnPath, dockerIsUsable } from "./docker-client";
import { installPackages } from "../programs/install-packages";
import { installationAdvice } from "./installation";

/**
 * A Docker engine that answers: the one that is there, else Debian's or Ubuntu's, installed and
 * started where this user may do so. Anywhere else the error names the one command to run.
 */
export async function ensureDocker(report: Report): Promise<void> {
  if (await dockerIsUsable()) return;
  const osRelease = existsSync("/etc/os-release") ? readFileSync("/etc/os-release", "utf8") : "";
  const advice = installationAdvice({ isRoot: process.getuid?.() === 0, osRelease });
  if (advice !== undefined) throw new Error(advice);
  if (!hasEngine()) await installPackages(["docker.io"], report);
  // Debian 13 has the client in a package of its own, which Debian 12 does not know.
  if (clientsOnPath(process.env["PATH"]).length === 0)
    await installPackages(["docker-cli"], report);
  await startEngine(report);
}

function hasEngine(): boolean {
  return ["/usr/bin/dockerd", "/usr/sbin/dockerd", "/usr/local/bin/dockerd"].some(existsSync);
}

async function startEngine(report: Report): Promise<void> {
  if (existsSync("/run/systemd/system")) {
    report("starting docker.service");
    await execa("systemctl", ["start", "docker"], { reject: false });
  } else if (!(await isStarting())) {
    report("starting dockerd, for there is no service manager");
    startDaemon();
  }
  for (let attempt = 0; attempt < 120; attempt += 1) {
    if (await dockerIsUsable()) return;
    await sleep(500);
  }
  throw new Error(`Docker: the engine was started and does not answer. See ${logPath()}.`);
}

/** Packages start their service where something lets them. */
async function isStarting(): Promise<boolean> {
  const { exitCode } = await execa("pgrep", ["-x", "dockerd"], { reject: false });
  return exitCode === 0;
}

/** Outlives this process, as a service would. */
function startDaemon(): void {
  mkdirSync(join(stateDirectory, "logs"), { recursive: true });
  const log = openSync(logPath(), "a");
  const daemon = execa("dockerd", [], { detached: true, stdio: ["ignore", log, log] });
  daemon.catch(() => undefined);
  daemon.unref();
}

function logPath(): string {
  return join(stateDirectory, "logs", "dockerd.log");
}

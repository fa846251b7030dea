import { createHash } from "node:crypto";
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { dirname, join } from "node:path";

import execa from "execa";
import type { Report } from "@moco-sandbox/world/report";

import { ensurePrograms } from "../programs/ensure-programs";
import { type GoArchive, goArchive, goVersion, oldestGo } from "./go-toolchain";

const advice = `Install Go ${oldestGo} or newer (https://go.dev/dl) and run again.`;

/** Fetches Go, checks it, and puts it in place as a whole or not at all. */
export async function fetchGo(place: string, report: Report): Promise<void> {
  const archive = goArchive(process, process.env["GOPROXY"]);
  if (archive === undefined) {
    throw new Error(`Go: none is made for ${process.platform} on ${process.arch} here. ${advice}`);
  }
  // curl knows the machine's proxies and certificates, which Node.js does not; Python reads the
  // archive, and is on every machine that builds native parts.
  await ensurePrograms(["curl", "python3"], "Go", report);
  const unfinished = `${place}.${String(process.pid)}`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  try {
    const file = join(unfinished, "go.zip");
    await download(archive, file, report);
    report(`unpacking Go ${goVersion}`);
    await execa("python3", ["-m", "zipfile", "-e", file, unfinished]);
    const root = join(unfinished, archive.root);
    allowExecution(root);
    rmSync(place, { recursive: true, force: true });
    mkdirSync(dirname(place), { recursive: true });
    renameSync(root, place);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

async function download({ url, sha256 }: GoArchive, file: string, report: Report): Promise<void> {
  report(`fetching Go ${goVersion}`);
  const progress = setInterval(() => {
    const { size = 0 } = statSync(file, { throwIfNoEntry: false }) ?? {};
    report(`fetching Go ${goVersion}: ${String(Math.floor(size / 1_000_000))} MB`);
  }, 2_000);
  const args = ["-fsSL", "--connect-timeout", "20", "--retry", "2", "--output", file, url];
  try {
    const { exitCode, stderr } = await execa("curl", args, { reject: false });
    if (exitCode !== 0) throw new Error(`Go: ${url} cannot be fetched (${stderr}). ${advice}`);
  } finally {
    clearInterval(progress);
  }
  const got = createHash("sha256").update(readFileSync(file)).digest("hex");
  if (got !== sha256) {
    throw new Error(`Go: ${url} has the checksum ${got}, expected ${sha256}. ${advice}`);
  }
}

/** Archives of modules keep no permissions. */
function allowExecution(root: string): void {
  for (const folder of ["bin", join("pkg", "tool")]) {
    for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
      if (entry.isFile()) chmodSync(join(entry.parentPath, entry.name), 0o755);
    }
  }
}

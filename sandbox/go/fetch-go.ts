import { createHash } from "node:crypto";
import { chmodSync, createWriteStream, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";

import execa from "execa";

import { ensurePrograms } from "../docker/ensure-programs";
import type { Report } from "../docker/install-packages";
import { type GoArchive, goArchive, goVersion, oldestGo } from "./go-toolchain";

const advice = `Install Go ${oldestGo} or newer (https://go.dev/dl) and run again.`;

/** Fetches Go, checks it, and puts it in place as a whole or not at all. */
export async function fetchGo(place: string, report: Report): Promise<void> {
  const archive = goArchive(process, process.env["GOPROXY"]);
  if (archive === undefined) {
    throw new Error(`Go: none is made for ${process.platform} on ${process.arch} here. ${advice}`);
  }
  // Python reads the archive: it is on every machine that builds native parts.
  await ensurePrograms(["python3"], "Go", report);
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
  const response = await fetch(url).catch((error: unknown) => {
    const { cause } = error as { readonly cause?: unknown };
    throw new Error(`Go: ${url} cannot be reached (${String(cause)}). ${advice}`);
  });
  if (!response.ok || response.body === null) {
    throw new Error(`Go: ${url} answers ${String(response.status)}. ${advice}`);
  }
  const hash = createHash("sha256");
  let bytes = 0;
  let said = 0;
  const watch = new Transform({
    transform(piece: Buffer, _encoding, done): void {
      hash.update(piece);
      bytes += piece.length;
      const megabytes = Math.floor(bytes / 1_048_576);
      if (megabytes >= said + 5) {
        report(`fetching Go ${goVersion}: ${String(megabytes)} MB`);
        said = megabytes;
      }
      done(null, piece);
    },
  });
  await pipeline(Readable.fromWeb(response.body), watch, createWriteStream(file));
  const got = hash.digest("hex");
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

import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";

import execa from "execa";
import { ensureGo } from "@moco-sandbox/computer/ensure-go";
import { cacheDirectory } from "@moco-sandbox/world";

/** The Go module of both. */
const moduleFolder = dirname(__dirname);

const programs = ["edge", "cloudflared"] as const;

export interface BuiltProgram {
  readonly path: string;
  readonly sha256: string;
}

/** The stand-ins, built: static, so that they run on any guest and in an empty image. */
export interface CloudflarePrograms {
  readonly edge: BuiltProgram;
  /** Published as an artifact; guests and nodes install it like the real one. */
  readonly cloudflared: BuiltProgram;
}

export interface BuildOptions {
  readonly cache?: string;
  readonly report?: (line: string) => void;
}

/** Builds edge and cloudflared, or finds them in the cache when no source has changed. */
export async function buildCloudflare(options: BuildOptions = {}): Promise<CloudflarePrograms> {
  const { cache = cacheDirectory, report = () => undefined } = options;
  const go = await ensureGo(report);
  const directory = join(cache, "cloudflare", await sourceDigest(await versionOf(go)));
  if (!existsSync(directory)) {
    report("building edge and cloudflared");
    await build(go, join(cache, "cloudflare"), directory);
  }
  const [edge, cloudflared] = await Promise.all(
    programs.map((program) => describeProgram(join(directory, program))),
  );
  if (edge === undefined || cloudflared === undefined) throw new Error("nothing was built");
  return { edge, cloudflared };
}

/** Builds aside and renames: an interrupted build is never taken for a finished one. */
async function build(go: string, parent: string, directory: string): Promise<void> {
  await mkdir(parent, { recursive: true });
  const aside = await mkdtemp(join(parent, "building-"));
  try {
    await execa(
      go,
      [
        "build",
        "-trimpath",
        "-buildvcs=false",
        "-ldflags",
        "-s -w",
        "-o",
        `${aside}/`,
        "./cmd/...",
      ],
      { cwd: moduleFolder, env: { CGO_ENABLED: "0", GOFLAGS: "-mod=readonly" } },
    );
    await rename(aside, directory);
  } catch (error) {
    await rm(aside, { recursive: true, force: true });
    // Another process may have finished the same build first.
    if (!existsSync(directory)) throw error;
  }
}

async function versionOf(go: string): Promise<string> {
  const { stdout } = await execa(go, ["env", "GOVERSION"], { cwd: moduleFolder });
  return stdout.trim();
}

async function sourceDigest(goVersion: string): Promise<string> {
  const entries = await readdir(moduleFolder, { recursive: true });
  const sources = entries.filter(
    (entry) => /(\.go|go\.mod|go\.sum)$/.test(entry) && !entry.endsWith("_test.go"),
  );
  const hash = createHash("sha256").update(`${goVersion} ${process.arch}`);
  for (const source of sources.sort()) {
    hash.update(`\0${source}\0`).update(await readFile(join(moduleFolder, source)));
  }
  return hash.digest("hex").slice(0, 16);
}

async function describeProgram(path: string): Promise<BuiltProgram> {
  const sha256 = createHash("sha256")
    .update(await readFile(path))
    .digest("hex");
  return { path, sha256 };
}

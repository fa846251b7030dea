import { copyFileSync, existsSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";

import execa from "execa";

import { ensurePrograms } from "../docker/ensure-programs";
import { cachedFolder } from "./content-cache";
import type { BuildContext, BuildReport } from "./image-source";
import { runLogged } from "./run-logged";

const folder = join(__dirname, "n8n");

const packed = "node_modules.tar";

/** n8n's package with its dependencies, and the Node.js whose native modules it was built for. */
export async function buildN8nContext(report: BuildReport): Promise<BuildContext> {
  const manifest = join(folder, "package.json");
  const built = await cachedFolder(
    "n8n",
    [readFileSync(manifest), process.version, packed],
    async (target) => {
      // The database driver's native part is compiled: its prebuilt one is a download from elsewhere.
      await ensurePrograms(["g++", "make", "python3"], "image n8n", report);
      copyFileSync(manifest, join(target, "package.json"));
      const npm = (args: readonly string[]): Promise<void> =>
        runLogged("npm", args, {
          log: "build-n8n",
          cwd: target,
          env: headersEnvironment(process.execPath),
          report,
        });
      report("installing n8n from npm (some minutes, once)");
      const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
      await npm(["install", "--omit=dev", "--ignore-scripts", ...quiet]);
      await npm(["rebuild", "isolated-vm", "sqlite3", ...quiet]);
      report("leaving out what nobody runs: source maps, types, build leftovers");
      await runLogged("find", [target, "-type", "f", ...leftovers, "-delete"], {
        log: "build-n8n",
        report,
      });
      await packModules(target);
    },
  );
  return { [join(built, packed)]: packed, [process.execPath]: "node" };
}

/** One file instead of 80,000, which the engine would copy and compare one by one. */
async function packModules(folder: string): Promise<void> {
  const stable = ["--sort=name", "--mtime=@0", "--owner=0", "--group=0"];
  await execa("tar", [...stable, "-C", folder, "-cf", join(folder, packed), "node_modules"]);
  for (const leftover of ["node_modules", "package-lock.json"]) {
    rmSync(join(folder, leftover), { recursive: true, force: true });
  }
}

/** Node.js' own headers where they came with it: without this they are a download from elsewhere. */
export function headersEnvironment(execPath: string): Readonly<Record<string, string>> {
  const prefix = dirname(dirname(execPath));
  return existsSync(join(prefix, "include", "node", "node_api.h"))
    ? { npm_config_nodedir: prefix }
    : {};
}

const leftovers = [
  "(",
  ...["*.map", "*.d.ts", "*.d.cts", "*.d.mts", "*.o", "*.a"].flatMap((pattern, index) => [
    ...(index === 0 ? [] : ["-o"]),
    "-name",
    pattern,
  ]),
  ")",
];

import { copyFileSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

import execa from "execa";
import { cachedFolder } from "@moco-sandbox/world/content-cache";
import type { Report } from "@moco-sandbox/world/report";
import { runLogged } from "@moco-sandbox/world/run-logged";

import type { BuildContext } from "./image-to-build";

const folder = join(__dirname, "n8n");
const sources = [".npmrc", "package.json", "package-lock.json"];
const packed = "node_modules.tar";

/** What nobody runs: source maps, types, other systems' programs, what compilers read and leave. */
const leftovers = [
  ...["*.map", "*.ts", "*.cts", "*.mts", "*.tsbuildinfo", "*.h", "*.o", "*.a", "*.exe"],
  ...["*.tgz", "*.tar.gz", "*-darwin-*", "*-win32-*"],
];

/** n8n's package with all that it depends on, as locked, and the Node.js that runs it. */
export async function buildN8nContext(report: Report): Promise<BuildContext> {
  const built = await cachedFolder(
    "n8n",
    [...sources.map((file) => readFileSync(join(folder, file))), process.arch, ...leftovers],
    async (target) => {
      for (const file of sources) copyFileSync(join(folder, file), join(target, file));
      report("installing n8n from npm (some minutes, once)");
      const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
      // Scripts would compile or download what packages bring with them, or what is never used here.
      await runLogged("npm", ["ci", "--omit=dev", "--ignore-scripts", ...quiet], {
        log: "build-n8n",
        cwd: target,
        report,
      });
      report("leaving out what nobody runs");
      await runLogged("find", [target, "-type", "f", ...anyOf(leftovers), "-delete"], {
        log: "build-n8n",
        report,
      });
      await packModules(target);
    },
  );
  return { [join(built, packed)]: packed };
}

/** One file instead of 100,000, which the engine would copy and compare one by one. */
async function packModules(folder: string): Promise<void> {
  const stable = ["--sort=name", "--mtime=@0", "--owner=0", "--group=0"];
  await execa("tar", [...stable, "-C", folder, "-cf", join(folder, packed), "node_modules"]);
  rmSync(join(folder, "node_modules"), { recursive: true, force: true });
}

function anyOf(patterns: readonly string[]): readonly string[] {
  return ["(", ...patterns.flatMap((pattern) => ["-o", "-name", pattern]).slice(1), ")"];
}

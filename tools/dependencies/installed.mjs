// Has the packages that a lock names installed beside it, once for each content of the lock.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Where npm fails, the command ends with what to do.
 * @param {string} folder of the lock
 * @param {string} progress what a person reads while it is done
 */
export function ensureInstalled(folder, progress) {
  const lock = readFileSync(join(folder, "package-lock.json"));
  const wanted = createHash("sha256").update(lock).digest("hex");
  const marker = join(folder, "node_modules", ".moco-infra-lock");
  if (existsSync(marker) && readFileSync(marker, "utf8") === wanted) return;
  console.error(progress);
  const options = ["--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
  const install = spawnSync("npm", ["ci", ...options], {
    cwd: folder,
    // Standard output belongs to the tool: `bootstrap` prints a script there.
    stdio: ["ignore", process.stderr.fd, "inherit"],
  });
  if (install.status !== 0) {
    console.error("npm ci failed, see above. Mend the cause and run the same command again.");
    process.exit(1);
  }
  writeFileSync(marker, wanted);
}

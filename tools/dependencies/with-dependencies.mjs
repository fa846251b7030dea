// Runs a tool of this project, installing the locked dependencies first where they are missing or
// out of date. Plain JavaScript without imports of its own: it is what runs before `npm ci`.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const [tool, ...args] = process.argv.slice(2);

const needed = Number(readFileSync(join(root, ".node-version"), "utf8"));
const [major = 0] = process.versions.node.split(".").map(Number);
if (major < needed) {
  fail(`Node.js ${needed} or newer is needed, this is ${process.versions.node}.`);
}

const lock = readFileSync(join(root, "package-lock.json"));
const wanted = createHash("sha256").update(lock).digest("hex");
const marker = join(root, "node_modules", ".moco-infra-lock");
const installed = existsSync(marker) ? readFileSync(marker, "utf8") : "";
if (installed !== wanted) {
  console.error("Installing the locked dependencies with npm ci …");
  const install = spawnSync(
    "npm",
    ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"],
    {
      cwd: root,
      // Standard output belongs to the tool: `bootstrap` prints a script there.
      stdio: ["ignore", process.stderr.fd, "inherit"],
    },
  );
  if (install.status !== 0) {
    fail("npm ci failed, see above. Mend the cause and run the same command again.");
  }
  writeFileSync(marker, wanted);
}

// Ctrl-C reaches the tool as well, which may have to put something in order first: wait for it.
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => undefined);
const run = spawn(process.execPath, ["--import", "tsx", join(root, tool), ...args], {
  cwd: root,
  stdio: "inherit",
});
run.once("error", (error) => fail(`${tool} could not be started: ${error.message}.`));
run.once("exit", (code) => process.exit(code ?? 1));

/** @param {string} message */
function fail(message) {
  console.error(message);
  process.exit(1);
}

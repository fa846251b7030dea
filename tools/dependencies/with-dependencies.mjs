// Runs a tool of this project, installing what it needs first where that is missing or out of date.
// Plain JavaScript without packages: it is what runs before `npm ci`, on any Node.js.
import { spawn } from "node:child_process";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { ensureInstalled } from "./installed.mjs";
import { nodeToRun } from "./node-to-run.mjs";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const [tool, ...args] = process.argv.slice(2);

const node = nodeToRun();
ensureInstalled(root, "Installing the locked dependencies with npm ci …");

// Ctrl-C reaches the tool as well, which may have to put something in order first: wait for it.
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => undefined);
const run = spawn(node, ["--import", "tsx", join(root, tool), ...args], {
  cwd: root,
  stdio: "inherit",
  // What the tool starts, Pulumi's language host among it, looks for Node.js on PATH.
  env: { ...process.env, PATH: [dirname(node), process.env.PATH].join(delimiter) },
});
run.once("error", (error) => fail(`${tool} could not be started: ${error.message}.`));
run.once("exit", (code) => process.exit(code ?? 1));

/** @param {string} message */
function fail(message) {
  console.error(message);
  process.exit(1);
}

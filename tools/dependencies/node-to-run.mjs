// Which Node.js runs the project's tools.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { ensureInstalled } from "./installed.mjs";

const folder = dirname(fileURLToPath(import.meta.url));
const root = dirname(dirname(folder));

/**
 * The one that runs already, where it is no older than package.json's `engines` allows. Else the one of
 * .node-version, from npm: an old Node.js should cost a newcomer no second step.
 * @returns {string} its path
 */
export function nodeToRun() {
  const oldest = firstNumber(
    JSON.parse(readFileSync(join(root, "package.json"), "utf8")).engines.node,
  );
  if (firstNumber(process.versions.node) >= oldest) return process.execPath;

  const release = readFileSync(join(root, ".node-version"), "utf8").trim();
  const own = join(folder, "node");
  ensureInstalled(
    own,
    `Node.js ${process.versions.node} is too old (${oldest} at least): installing Node.js ${release} for this project …`,
  );
  const node = join(own, "node_modules", `node-${process.platform}-${process.arch}`, "bin", "node");
  if (!existsSync(node)) {
    console.error(
      `Node.js ${oldest} or newer is needed, this is ${process.versions.node}, and npm has none for ` +
        `${process.platform} on ${process.arch}. Install Node.js ${release} from https://nodejs.org.`,
    );
    process.exit(1);
  }
  return node;
}

/** @param {string} version */
function firstNumber(version) {
  return Number(/\d+/.exec(version)?.[0]);
}

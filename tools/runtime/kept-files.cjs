// Files kept from one run to the next, a folder for each program. All of it may be deleted at any time.
const { createHash } = require("node:crypto");
const { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } = require("node:fs");
const { dirname, join, relative } = require("node:path");

const root = join(__dirname, "..", "..");
const cache = join(root, "node_modules", ".cache", "moco-infra");

exports.readKept = function readKept(program, name) {
  try {
    return readFileSync(join(folderOf(program), name));
  } catch {
    return undefined;
  }
};

/** Where nothing can be written, the next run has to do the work again. */
exports.keep = function keep(program, name, content) {
  const file = join(folderOf(program), name);
  const unfinished = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(unfinished, content);
    renameSync(unfinished, file);
  } catch {
    return;
  }
};

exports.forget = function forget(program) {
  rmSync(folderOf(program), { recursive: true, force: true });
};

/** Of the content of all files; `undefined` where one is gone. */
exports.digest = function digest(files) {
  const hash = createHash("sha256");
  try {
    for (const file of files) hash.update(readFileSync(file)).update("\0");
  } catch {
    return undefined;
  }
  return hash.digest("hex").slice(0, 16);
};

function folderOf(program) {
  return join(cache, relative(root, program).replaceAll(/[^\w.-]+/g, "_"));
}

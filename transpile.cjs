// How Node.js reads the program's and the policy pack's TypeScript: as one bundle, and without a type
// check. Pulumi's own way compiles file by file at every start, which takes longer than a preview;
// types are checked by `npm run check`.
const { Module, SourceMap } = require("node:module");
const { dirname, resolve } = require("node:path");

const { buildSync } = require("esbuild");

/** By program: its source map as text, parsed when a stack trace first asks for it. */
const maps = new Map();

/** Runs a TypeScript file, with all that it imports from this repository, and gives what it exports. */
module.exports = function transpile(entry) {
  const { outputFiles } = buildSync({
    entryPoints: [entry],
    outfile: entry,
    bundle: true,
    write: false,
    packages: "external",
    format: "cjs",
    platform: "node",
    target: "node20",
    // Stack traces show them.
    keepNames: true,
    sourcemap: "external",
    sourcesContent: false,
    logLevel: "error",
  });
  const [map, code] = outputFiles;
  maps.set(entry, map.text);
  const program = new Module(entry, module);
  program.filename = entry;
  program.paths = Module._nodeModulePaths(dirname(entry));
  program._compile(code.text, entry);
  return program.exports;
};

// Pulumi renders a stack trace for every resource that it registers: what its runner has installed
// for that takes six milliseconds each.
Error.prepareStackTrace = (error, frames) =>
  [`${error.name}: ${error.message}`, ...frames.map((frame) => `    at ${render(frame)}`)].join(
    "\n",
  );

function render(frame) {
  const file = frame.getFileName();
  const text = frame.toString();
  const map = maps.get(file);
  if (map === undefined) return text;
  const parsed = typeof map === "string" ? new SourceMap(JSON.parse(map)) : map;
  maps.set(file, parsed);
  const [line, column] = [frame.getLineNumber(), frame.getColumnNumber()];
  const { originalSource, originalLine, originalColumn } = parsed.findEntry(line - 1, column - 1);
  if (originalSource === undefined) return text;
  const source = resolve(dirname(file), originalSource);
  return text.replace(
    `${file}:${line}:${column}`,
    `${source}:${originalLine + 1}:${originalColumn + 1}`,
  );
}

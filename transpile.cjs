// How Node.js reads the program's and the policy pack's TypeScript: types are removed, nothing is
// checked. Pulumi's own way compiles every file at every start, which takes longer than a preview;
// types are checked by `npm run check`.
const { readFileSync } = require("node:fs");
const { SourceMap } = require("node:module");

const { transformSync } = require("esbuild");

/** By file: its source map as text, parsed when a stack trace first asks for it. */
const maps = new Map();

require.extensions[".ts"] = (module, fileName) => {
  const { code, map } = transformSync(readFileSync(fileName, "utf8"), {
    loader: "ts",
    format: "cjs",
    platform: "node",
    target: "node20",
    sourcefile: fileName,
    sourcemap: "external",
  });
  maps.set(fileName, map);
  module._compile(code, fileName);
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
  const { originalLine, originalColumn } = parsed.findEntry(line - 1, column - 1);
  if (originalLine === undefined) return text;
  return text.replace(
    `${file}:${line}:${column}`,
    `${file}:${originalLine + 1}:${originalColumn + 1}`,
  );
}

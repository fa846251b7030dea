// Stack traces in lines of TypeScript. Pulumi's SDK has one rendered for every resource: what its runner
// installs for that, `source-map-support`, takes six milliseconds each and reads the maps of the SDK.
const { SourceMap } = require("node:module");
const { dirname, resolve } = require("node:path");

/** By bundle: its source map, or what reads it when a stack trace first asks for it. */
const maps = new Map();

/** By place: its rendered line. Few places register many resources. */
const lines = new Map();

/** Has this process render its stack traces here. */
exports.installStackTraces = function installStackTraces() {
  Error.prepareStackTrace = (error, frames) =>
    [Error.prototype.toString.call(error), ...frames.map(lineOf)].join("\n");
};

/** From now on stack traces show the files that a bundle was made of. */
exports.showSources = function showSources(bundle, map) {
  maps.set(bundle, map);
  exports.installStackTraces();
};

function lineOf(frame) {
  const file = frame.getFileName();
  const place = `${file}:${frame.getLineNumber()}:${frame.getColumnNumber()}`;
  const key = `${place} ${frame.getFunctionName()}`;
  const known = lines.get(key);
  if (known !== undefined) return known;
  const line = `    at ${frame.toString().replace(place, sourceOf(frame, file) ?? place)}`;
  lines.set(key, line);
  return line;
}

function sourceOf(frame, file) {
  const map = maps.get(file);
  if (map === undefined) return undefined;
  const parsed = typeof map === "function" ? new SourceMap(JSON.parse(map() ?? "{}")) : map;
  maps.set(file, parsed);
  const [line, column] = [frame.getLineNumber() - 1, frame.getColumnNumber() - 1];
  const { originalSource, originalLine, originalColumn } = parsed.findEntry(line, column);
  if (originalSource === undefined) return undefined;
  return `${resolve(dirname(file), originalSource)}:${originalLine + 1}:${originalColumn + 1}`;
}

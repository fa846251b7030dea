// How Node.js reads the program's and the policy pack's TypeScript: types are removed, nothing is
// checked. Pulumi's own way compiles every file at every start, which takes longer than a preview;
// types are checked by `npm run check`.
const { readFileSync } = require("node:fs");

const { transformSync } = require("esbuild");
const sourceMaps = require("source-map-support");

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

// Pulumi's runner has installed it already; it is told where to look for ours.
sourceMaps.install({
  retrieveSourceMap: (url) => (maps.has(url) ? { url, map: maps.get(url) } : null),
});

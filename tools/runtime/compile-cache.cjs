// What V8 makes of packages' JavaScript is kept from run to run (Node.js 22 and newer): Pulumi's SDK and
// the providers' are most of what a preview loads. typescript-files.cjs keeps the program's own.
const nodeModule = require("node:module");
const { join } = require("node:path");

nodeModule.enableCompileCache?.(
  join(__dirname, "..", "..", "node_modules", ".cache", "moco-infra", "packages"),
);

/** To be called once all is loaded: a policy pack is ended by the engine, without the time to keep anything. */
exports.keepCompiledPackages = function keepCompiledPackages() {
  nodeModule.flushCompileCache?.();
};

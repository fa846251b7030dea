// `require` of a TypeScript file: the file and all that it imports from this repository run as one
// bundle, without a type check. Pulumi's own way compiles file by file at every start, which takes
// longer than a preview; types are checked by `npm run check`.
const { createRequire, Module } = require("node:module");
const { dirname } = require("node:path");
const { compileFunction, constants } = require("node:vm");

const parameters = ["exports", "require", "module", "__filename", "__dirname"];

Module._extensions[".ts"] = function runBundle(module, file) {
  // Here, because every process of the engine may be started with this file, whatever it runs.
  const { bundle } = require("./bundle.cjs");
  const { keepCompiledPackages } = require("./compile-cache.cjs");
  const { omitPromiseTraces } = require("./promise-traces.cjs");
  const { showSources } = require("./stack-traces.cjs");

  const { code, map, compiled, keepCompiled } = bundle(file);
  const run = compileFunction(code, parameters, {
    filename: file,
    cachedData: compiled,
    produceCachedData: compiled === undefined,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  if (run.cachedData !== undefined) keepCompiled(run.cachedData);
  const requireFromProgram = createRequire(file);
  showSources(file, map);
  omitPromiseTraces(requireFromProgram);
  run.call(module.exports, module.exports, requireFromProgram, module, file, dirname(file));
  keepCompiledPackages();
};

// Pulumi's runner checks the types of a policy pack at every start, which takes longer than the
// preview. They are checked by `npm run check`; here they are only removed.
const { readFileSync } = require("node:fs");
const typescript = require("typescript");

require.extensions[".ts"] = (module, fileName) => {
  const { outputText } = typescript.transpileModule(readFileSync(fileName, "utf8"), {
    fileName,
    compilerOptions: {
      target: typescript.ScriptTarget.ES2022,
      module: typescript.ModuleKind.CommonJS,
      esModuleInterop: true,
      inlineSourceMap: true,
    },
  });
  module._compile(outputText, fileName);
};

require("./index.ts");

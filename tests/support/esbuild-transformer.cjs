const { createHash } = require("node:crypto");
const { readFileSync } = require("node:fs");

const { transformSync, version } = require("esbuild");

const options = {
  loader: "ts",
  format: "cjs",
  platform: "node",
  target: "node22",
};

/** A `jest.mock(…);` at the left edge, from its first line to its last. */
const mockCall = /^jest\.mock\((?:.*\);$|[^]*?^[})]*\);$)/gm;

/**
 * Takes the types out of a test or a source, and nothing else: `npm run check` looks at types. Mocks
 * must be made before the imports that they are for, which the language puts first.
 */
module.exports = {
  process(source, fileName) {
    const mocks = source.match(mockCall) ?? [];
    const rest = source.replace(mockCall, (call) => call.replace(/.*/g, ""));
    const { code, map } = transformSync(rest, {
      ...options,
      sourcefile: fileName,
      sourcemap: "external",
    });
    // On the first line, so that the others stay where the source map says.
    const hoisted = mocks.map((call) =>
      transformSync(call, { ...options, minifyWhitespace: true }),
    );
    return { code: hoisted.map((mock) => mock.code.trim()).join("") + code, map };
  },
  getCacheKey(source, fileName, { config }) {
    const own = readFileSync(module.filename);
    return [version, config.rootDir, fileName, source, own]
      .reduce((hash, part) => hash.update(part).update("\0"), createHash("sha256"))
      .digest("hex");
  },
};

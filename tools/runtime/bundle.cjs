// One file of JavaScript out of a TypeScript program, kept for as long as nothing that went into it
// changes.
const { join } = require("node:path");

const { digest, forget, keep, readKept } = require("./kept-files.cjs");

const root = join(__dirname, "..", "..");

/** Pulumi's own packages and providers' SDKs: its runner has loaded some, and there must be one of each. */
const external = ["@pulumi/*", "@muhlba91/*"];

/** What decides about a bundle besides the files that went into it. */
const always = [
  __filename,
  join(root, "tsconfig.json"),
  join(root, "node_modules", "esbuild", "package.json"),
];

/**
 * A program's `code` and `map`, and what V8 made of the code: `compiled`, where an earlier run has given
 * it to `keepCompiled`.
 */
exports.bundle = function bundle(entry) {
  const { content, code, map } = kept(entry) ?? made(entry);
  const compiled = `${content}.${process.version}.v8`;
  return {
    code,
    map,
    compiled: readKept(entry, compiled),
    keepCompiled: (data) => keep(entry, compiled, data),
  };
};

function kept(entry) {
  const files = readKept(entry, "files.json");
  const content = files && contentOf(JSON.parse(files));
  const code = content && readKept(entry, `${content}.cjs`);
  return code && { content, code: code.toString(), map: () => readKept(entry, `${content}.map`) };
}

function made(entry) {
  const { outputFiles, metafile } = require("esbuild").buildSync({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: entry,
    bundle: true,
    write: false,
    metafile: true,
    external,
    format: "cjs",
    platform: "node",
    target: "node22",
    // Stack traces show them.
    keepNames: true,
    sourcemap: "external",
    sourcesContent: false,
    logLevel: "error",
  });
  const [map, code] = outputFiles;
  const files = Object.keys(metafile.inputs);
  const content = contentOf(files);
  forget(entry);
  keep(entry, `${content}.map`, map.contents);
  keep(entry, `${content}.cjs`, code.contents);
  keep(entry, "files.json", JSON.stringify(files));
  return { content, code: code.text, map: () => map.text };
}

function contentOf(files) {
  return digest([...always, ...files.map((file) => join(root, file))]);
}

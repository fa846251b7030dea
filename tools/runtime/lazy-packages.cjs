// Pulumi's SDK loads these at every start and uses them only where a program turns functions into
// text, drives other stacks or is traced: more than half of the time that loading takes.
const { Module } = require("node:module");
const { dirname, join, sep } = require("node:path");

const { installStackTraces } = require("./stack-traces.cjs");

/** As the SDK requires them, with what it reads of each at every start. */
const lazy = {
  typescript: (file) => ({ version: versionIn(file) }),
  // TypeScript is read by typescript-files.cjs: there is nothing to register.
  "ts-node": (file) => ({ VERSION: versionIn(file), register: () => undefined }),
  // stack-traces.cjs stands in for it from here on.
  "source-map-support/register": () => {
    installStackTraces();
    return {};
  },
  "@npmcli/arborist": nothing,
  "./automation": nothing,
  "@opentelemetry/exporter-zipkin": nothing,
  "@opentelemetry/instrumentation": nothing,
  "@opentelemetry/instrumentation-grpc": nothing,
  "@opentelemetry/resources": nothing,
  "@opentelemetry/sdk-trace-base": nothing,
  "@opentelemetry/sdk-trace-node": nothing,
};

const sdk = ["", "node_modules", "@pulumi", "pulumi", ""].join(sep);

const load = Module._load;
Module._load = function loadOnlyWhatIsUsed(request, parent, isMain) {
  const known = parent?.filename?.includes(sdk) ? lazy[request] : undefined;
  if (known === undefined) return load.call(this, request, parent, isMain);
  // A package that is not installed is missed now: the SDK has copies of two for that case.
  const file = Module._resolveFilename(request, parent, isMain);
  return loadedAtFirstUse(known(file), () => load.call(this, file, parent, false));
};

/** Stands for a module until something of it is asked for that is not known without it. */
function loadedAtFirstUse(known, exports) {
  return new Proxy(known, {
    get: (_, name) => {
      // Compiled code copies every export of a module that does not say it was compiled too.
      if (name === "__esModule") return true;
      return Object.hasOwn(known, name) ? known[name] : exports()[name];
    },
    has: (_, name) => name in exports(),
    ownKeys: () => Reflect.ownKeys(exports()),
    getOwnPropertyDescriptor: (_, name) => {
      const descriptor = Reflect.getOwnPropertyDescriptor(exports(), name);
      return descriptor && { ...descriptor, configurable: true };
    },
  });
}

function nothing() {
  return {};
}

function versionIn(file) {
  return require(join(dirname(dirname(file)), "package.json")).version;
}

// Pulumi's SDK keeps a stack trace with each of its promises, some ten for a resource, and shows them
// only where PULUMI_DEBUG_PROMISE_LEAKS asks for them. Taking them is a tenth of a program's time.

/** Has the SDK take none where nobody will ask; a program without the SDK is left alone. */
exports.omitPromiseTraces = function omitPromiseTraces(requireFromProgram) {
  if (process.env["PULUMI_DEBUG_PROMISE_LEAKS"]) return;
  const sdk = loaded(requireFromProgram, "@pulumi/pulumi/runtime/debuggable");
  if (sdk === undefined) return;
  const { debuggablePromise } = sdk;
  sdk.debuggablePromise = function debuggablePromiseWithoutTrace(promise, context) {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    try {
      return debuggablePromise(promise, context);
    } finally {
      Error.stackTraceLimit = limit;
    }
  };
};

/** Pulumi's runner has loaded its SDK long before the program. */
function loaded(requireFromProgram, name) {
  try {
    return requireFromProgram.cache[requireFromProgram.resolve(name)]?.exports;
  } catch {
    return undefined;
  }
}

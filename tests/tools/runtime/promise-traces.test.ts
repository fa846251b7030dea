import { omitPromiseTraces } from "../../../tools/runtime/promise-traces.cjs";

const file = "/sdk/debuggable.js";
const limits: number[] = [];

/** What a program requires: an SDK that notes how long its stack traces may be. */
function aProgram(loaded: boolean): NodeJS.Require {
  const sdk = {
    debuggablePromise: (promise: unknown): unknown => {
      limits.push(Error.stackTraceLimit);
      if (promise === "broken") throw new Error("as planned");
      return promise;
    },
  };
  const cache = loaded ? { [file]: { exports: sdk } } : {};
  return Object.assign(() => sdk, { cache, resolve: () => file }) as unknown as NodeJS.Require;
}

function debuggablePromiseOf(program: NodeJS.Require): (promise: unknown) => unknown {
  return (program(file) as { debuggablePromise: (promise: unknown) => unknown }).debuggablePromise;
}

beforeEach(() => {
  limits.length = 0;
  delete process.env["PULUMI_DEBUG_PROMISE_LEAKS"];
});

describe("omitPromiseTraces", () => {
  it("has a promise made without a trace, and later errors keep theirs", () => {
    const before = Error.stackTraceLimit;
    const program = aProgram(true);
    omitPromiseTraces(program);
    expect(debuggablePromiseOf(program)("promise")).toBe("promise");
    expect(() => debuggablePromiseOf(program)("broken")).toThrow("as planned");
    expect(limits).toEqual([0, 0]);
    expect(Error.stackTraceLimit).toBe(before);
  });

  it("leaves traces to whoever looks for promises that never end", () => {
    process.env["PULUMI_DEBUG_PROMISE_LEAKS"] = "true";
    const program = aProgram(true);
    omitPromiseTraces(program);
    debuggablePromiseOf(program)("promise");
    expect(limits).toEqual([Error.stackTraceLimit]);
  });

  it("leaves a program alone that has no SDK", () => {
    const program = aProgram(false);
    omitPromiseTraces(program);
    debuggablePromiseOf(program)("promise");
    expect(limits).toEqual([Error.stackTraceLimit]);
  });

  it("finds what it patches in the SDK", () => {
    const name = "@pulumi/pulumi/runtime/debuggable";
    const sdk = jest.requireActual<Readonly<Record<string, unknown>>>(name);
    expect(sdk["debuggablePromise"]).toBeInstanceOf(Function);
  });
});

/** Has the SDK that a program requires take no stack traces of its promises. */
export function omitPromiseTraces(requireFromProgram: NodeJS.Require): void;

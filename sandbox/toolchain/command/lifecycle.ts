import { randomBytes } from "node:crypto";

import type {
  OperationContext,
  ResourceHandler,
  Values,
} from "@moco-sandbox/provider-framework/plugin";

import type { CommandOutput } from "./command-output";

/** Runs one command line with the settings of its resource; `previous` is what the last one printed. */
export type RunCommand = (
  command: string,
  inputs: Values,
  previous: Partial<CommandOutput>,
  context: OperationContext<unknown>,
) => Promise<Values>;

/** The life of a command resource: which command line runs when. Same for here and for another machine. */
export function createCommandHandler(run: RunCommand): ResourceHandler<unknown> {
  return {
    changedByUpdate: ["stdout", "stderr"],
    secretFromInputs: true,
    create: async (inputs, context) => ({
      id: `${context.name}${randomBytes(4).toString("hex")}`,
      outputs: await runIfGiven(run, inputs["create"], inputs, {}, context),
    }),
    update: (_id, inputs, state, context) =>
      runIfGiven(run, inputs["update"] ?? inputs["create"], inputs, previousOutput(state), context),
    delete: async (_id, state, context) => {
      await runIfGiven(run, state["delete"], state, previousOutput(state), context);
    },
  };
}

async function runIfGiven(
  run: RunCommand,
  command: unknown,
  inputs: Values,
  previous: Partial<CommandOutput>,
  context: OperationContext<unknown>,
): Promise<Values> {
  if (typeof command !== "string") {
    return { stdout: previous.stdout ?? "", stderr: previous.stderr ?? "" };
  }
  return run(command, inputs, previous, context);
}

function previousOutput(state: Values): CommandOutput {
  const { stdout, stderr } = state;
  return {
    stdout: typeof stdout === "string" ? stdout : "",
    stderr: typeof stderr === "string" ? stderr : "",
  };
}

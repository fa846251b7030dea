import { spawn } from "node:child_process";

import type { OperationContext, Values } from "@moco-sandbox/provider-framework/plugin";

import { type CommandEnd, parseCommandEnd, renderPreviousOutput } from "./command-output";
import type { CommandOutput } from "./command-output";
import { createCommandHandler } from "./lifecycle";
import { OutputLog } from "./output-log";

/** `command:local:Command`: a command line on the machine that runs the engine. */
export const localCommand = createCommandHandler(async (command, inputs, previous, context) => ({
  ...parseCommandEnd(command, await runHere(command, inputs, previous, context)),
}));

function runHere(
  command: string,
  inputs: Values,
  previous: Partial<CommandOutput>,
  context: OperationContext<unknown>,
): Promise<CommandEnd> {
  for (const name of ["assetPaths", "archivePaths"]) {
    if (inputs[name] !== undefined) {
      throw new Error(`${context.type}: ${name} is not stood in for. Read the files another way.`);
    }
  }
  const interpreter = inputs["interpreter"] as readonly string[] | undefined;
  const [shell = "/bin/sh", ...options] = interpreter?.length ? interpreter : ["/bin/sh", "-c"];
  const child = spawn(shell, [...options, command], {
    cwd: (inputs["dir"] as string | undefined) ?? process.cwd(),
    env: {
      ...process.env,
      ...(inputs["environment"] as Readonly<Record<string, string>> | undefined),
      ...renderPreviousOutput(inputs["addPreviousOutputInEnv"], previous),
    },
    signal: context.signal,
  });
  const shown = new OutputLog(inputs["logging"], context.log);
  const text = { stdout: "", stderr: "", combined: "" };
  for (const stream of ["stdout", "stderr"] as const) {
    child[stream].setEncoding("utf8").on("data", (piece: string) => {
      text[stream] += piece;
      text.combined += piece;
      shown.add(stream, piece);
    });
  }
  // A command that does not read its input closes the pipe; that is no fault.
  child.stdin.on("error", () => undefined);
  child.stdin.end((inputs["stdin"] as string | undefined) ?? "");
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => {
      if (code === 0) resolve(text);
      else
        resolve({
          ...text,
          failure: signal === null ? `exit status ${String(code)}` : `signal: ${signal}`,
        });
    });
  });
}

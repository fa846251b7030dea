import type { Client } from "ssh2";
import type { OperationContext, Values } from "@moco-sandbox/provider-framework/plugin";

import { type CommandEnd, parseCommandEnd, renderPreviousOutput } from "./command-output";
import { parseConnection } from "./connection";
import { withConnection } from "./connection-pool";
import { createCommandHandler } from "./lifecycle";
import { OutputLog } from "./output-log";

type Environment = Readonly<Record<string, string>>;

/** `command:remote:Command`: a command line on another machine, over SSH. */
export const remoteCommand = createCommandHandler(async (command, inputs, previous, context) => {
  const environment = (inputs["environment"] ?? {}) as Environment;
  const handedOn = renderPreviousOutput(inputs["addPreviousOutputInEnv"], previous);
  const end = await withConnection(
    parseConnection(inputs["connection"]),
    context,
    async (client) => {
      await refuseLostVariables(client, environment, context);
      return runThere(client, command, { ...environment, ...handedOn }, inputs, context);
    },
  );
  return { ...parseCommandEnd(command, end) };
});

/**
 * An SSH server drops variables that its AcceptEnv does not name. The library does not hear of
 * that, so a first session looks whether they arrive; the provider fails then, and so must this.
 */
async function refuseLostVariables(
  client: Client,
  environment: Environment,
  context: OperationContext<unknown>,
): Promise<void> {
  for (const name of Object.keys(environment)) {
    const probe = await runThere(client, `test "\${${name}+x}"`, environment, {}, context);
    if (probe.failure === undefined) continue;
    throw new Error(
      `could not set environment variable ${JSON.stringify(name)}: ssh: setenv failed. Name it in the server's AcceptEnv, or set it in the command itself.`,
    );
  }
}

function runThere(
  client: Client,
  command: string,
  environment: Environment,
  inputs: Values,
  { log, signal }: OperationContext<unknown>,
): Promise<CommandEnd> {
  return new Promise((resolve, reject) => {
    client.exec(command, { env: { ...environment } }, (refusal, session) => {
      if (refusal !== undefined) {
        reject(refusal);
        return;
      }
      const shown = new OutputLog(inputs["logging"], log);
      const text = { stdout: "", stderr: "", combined: "" };
      for (const [stream, source] of [
        ["stdout", session],
        ["stderr", session.stderr],
      ] as const) {
        source.setEncoding("utf8").on("data", (piece: string) => {
          text[stream] += piece;
          text.combined += piece;
          shown.add(stream, piece);
        });
      }
      const interrupt = (): void => {
        session.close();
        reject(new Error(`interrupted: running ${JSON.stringify(command)}`));
      };
      signal.addEventListener("abort", interrupt, { once: true });
      let failure: string | undefined =
        "wait: remote command exited without exit status or exit signal";
      session.on("exit", (code: number | null, signalName?: string) => {
        failure =
          code === null
            ? `Process exited with status 128 from signal ${String(signalName).replace(/^SIG/, "")}`
            : code === 0
              ? undefined
              : `Process exited with status ${String(code)}`;
      });
      session.on("close", () => {
        signal.removeEventListener("abort", interrupt);
        resolve(failure === undefined ? text : { ...text, failure });
      });
      session.end((inputs["stdin"] as string | undefined) ?? "");
    });
  });
}

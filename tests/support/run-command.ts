import { type Command, CommanderError } from "commander";

/** What a command said, and the exit code that it would have ended with; none where it ran its action. */
export interface CommandRun {
  readonly exitCode: number | undefined;
  readonly out: string;
  readonly err: string;
}

/** Gives words to a command as its command line would, without ending this process. */
export async function runCommand(command: Command, words: readonly string[]): Promise<CommandRun> {
  const said = { out: "", err: "" };
  for (const each of [command, ...command.commands]) {
    each.exitOverride().configureOutput({
      writeOut: (text) => (said.out += text),
      writeErr: (text) => (said.err += text),
      getOutHelpWidth: () => 200,
      getErrHelpWidth: () => 200,
    });
  }
  try {
    await command.parseAsync(words, { from: "user" });
    return { exitCode: undefined, ...said };
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return { exitCode: error.exitCode, ...said };
  }
}

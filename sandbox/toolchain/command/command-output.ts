/** What a command printed. */
export interface CommandOutput {
  readonly stdout: string;
  readonly stderr: string;
}

/** How a command ended. */
export interface CommandEnd extends CommandOutput {
  /** Both streams in the order in which they came. */
  readonly combined: string;
  /** In the words of the shell: `Process exited with status 3`; absent when it ended well. */
  readonly failure?: string;
}

/** Outputs of a command that ended well, without the last newline; throws with its own words when it did not. */
export function parseCommandEnd(command: string, end: CommandEnd): CommandOutput {
  if (end.failure !== undefined) {
    throw new Error(`${end.failure}: running ${JSON.stringify(command)}:\n${end.combined}`);
  }
  return { stdout: end.stdout.replace(/\n$/, ""), stderr: end.stderr.replace(/\n$/, "") };
}

/** Variables that hand the previous run's output to the next one. */
export function renderPreviousOutput(
  addPreviousOutput: unknown,
  previous: Partial<CommandOutput>,
): Readonly<Record<string, string>> {
  if (addPreviousOutput === false) return {};
  return {
    ...(previous.stdout ? { PULUMI_COMMAND_STDOUT: previous.stdout } : {}),
    ...(previous.stderr ? { PULUMI_COMMAND_STDERR: previous.stderr } : {}),
  };
}

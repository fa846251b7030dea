import { createWriteStream, mkdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

import execa from "execa";
import { repositoryRoot, stateDirectory } from "@moco-sandbox/world";
import type { Report } from "@moco-sandbox/world/report";

/** A CLI and the environment it is run in. */
export interface PulumiEngine {
  readonly executable: string;
  readonly environment: Readonly<Record<string, string>>;
}

export interface PulumiRun {
  readonly args: readonly string[];
  /** Name of the log file below the state directory's logs. */
  readonly log: string;
  readonly report?: Report;
  /** @default the repository: where Pulumi.yaml lies */
  readonly directory?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Written to the CLI's standard input. */
  readonly input?: string;
}

/** A run that ended with an error; the message ends with what the CLI said. */
export class PulumiError extends Error {
  readonly output: string;

  constructor(command: string, output: string, logPath: string) {
    super(`${command} failed. All of its output is in ${logPath}.\n${diagnosticsOf(output)}`);
    this.output = output;
  }
}

/** Runs the CLI, follows its output line by line, and returns all of it. */
export async function runPulumi(engine: PulumiEngine, run: PulumiRun): Promise<string> {
  const logPath = logPathOf(run.log);
  const log = createWriteStream(logPath);
  const lines: string[] = [];
  const child = execa(engine.executable, [...run.args, "--color", "never"], {
    cwd: run.directory ?? repositoryRoot,
    env: { ...engine.environment, ...run.environment },
    // Settings of the user's own Pulumi stay outside.
    extendEnv: false,
    all: true,
    buffer: false,
    reject: false,
    ...(run.input === undefined ? { stdin: "ignore" } : { input: run.input }),
  });
  if (child.all !== undefined) {
    for await (const line of createInterface({ input: child.all })) {
      lines.push(line);
      log.write(`${line}\n`);
      if (line.trim() !== "") run.report?.(line.trim());
    }
  }
  const { exitCode } = await child;
  log.end();
  const output = lines.join("\n");
  if (exitCode !== 0) {
    throw new PulumiError(`pulumi ${run.args.slice(0, 2).join(" ")}`, output, logPath);
  }
  return output;
}

function logPathOf(name: string): string {
  const directory = join(stateDirectory, "logs");
  mkdirSync(directory, { recursive: true });
  return join(directory, `${name}.log`);
}

/** The part that says what went wrong: from the first heading on, or the last lines. */
export function diagnosticsOf(output: string): string {
  const lines = output.split("\n");
  const start = lines.findIndex((line) => /^(Diagnostics|Policies):/.test(line));
  return (start === -1 ? lines.slice(-20) : lines.slice(start)).join("\n").trim();
}

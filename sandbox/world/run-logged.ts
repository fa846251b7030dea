import { createWriteStream, mkdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { finished } from "node:stream/promises";

import execa from "execa";

import { stateDirectory } from "./world";

export interface LoggedRun {
  /** Name of the log file below the state directory's logs; added to. */
  readonly log: string;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly report?: (line: string) => void;
}

/** Runs a long command into a log file; a failure shows the last lines and where the rest is. */
export async function runLogged(
  command: string,
  args: readonly string[],
  { log, cwd, env, report }: LoggedRun,
): Promise<void> {
  const path = logPath(log);
  const file = createWriteStream(path, { flags: "a" });
  const last: string[] = [];
  const child = execa(command, [...args], {
    all: true,
    buffer: false,
    reject: false,
    stdin: "ignore",
    ...(cwd === undefined ? {} : { cwd }),
    ...(env === undefined ? {} : { env }),
  });
  const lines = createInterface({ input: child.all ?? Readable.from([]) });
  lines.on("line", (line) => {
    file.write(`${line}\n`);
    last.push(line);
    if (last.length > 20) last.shift();
    if (line.trim() !== "") report?.(line.trim().slice(0, 120));
  });
  const ended = new Promise((resolve) => lines.once("close", resolve));
  const result: Partial<execa.ExecaError> = await child;
  const started = result.exitCode !== undefined || result.signal !== undefined;
  // Lines may arrive after the program's end; where none was started they never end.
  if (started) await ended;
  file.end();
  await finished(file);
  if (result.exitCode === 0) return;
  const words = started ? last.join("\n") : (result.shortMessage ?? "");
  throw new Error(`${command} ${args[0] ?? ""} failed; all of it is in ${path}.\n${words}`);
}

function logPath(log: string): string {
  const directory = join(stateDirectory, "logs");
  mkdirSync(directory, { recursive: true });
  return join(directory, `${log}.log`);
}

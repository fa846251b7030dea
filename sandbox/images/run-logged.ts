import { createWriteStream, mkdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

import execa from "execa";

import { stateDirectory } from "../world";

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
  const directory = join(stateDirectory, "logs");
  mkdirSync(directory, { recursive: true });
  const path = join(directory, `${log}.log`);
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
  if (child.all !== undefined) {
    for await (const line of createInterface({ input: child.all })) {
      file.write(`${line}\n`);
      last.push(line);
      if (last.length > 20) last.shift();
      if (line.trim() !== "") report?.(line.trim().slice(0, 120));
    }
  }
  const { exitCode } = await child;
  file.end();
  if (exitCode !== 0) {
    const words = last.join("\n");
    throw new Error(`${command} ${args[0] ?? ""} failed; all of it is in ${path}.\n${words}`);
  }
}

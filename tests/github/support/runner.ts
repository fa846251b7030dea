import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import execa from "execa";

import type { Step } from "./workflow-files";

/** What a step left behind. */
export interface Ran {
  readonly exitCode: number;
  readonly output: string;
  /** Every call of a fake, in order: `pulumi up --stack pm1`. */
  readonly calls: readonly string[];
}

/**
 * A machine on which steps run as GitHub runs them, with programs that are not there. A fake's body is Bash; it is
 * called with the step's arguments, and what it prints the step reads.
 */
export class Runner {
  readonly folder = mkdtempSync(join(tmpdir(), "moco-runner-"));
  readonly #programs = join(this.folder, "programs");
  readonly #log = join(this.folder, "calls");

  constructor(fakes: Readonly<Record<string, string>>) {
    mkdirSync(this.#programs);
    mkdirSync(join(this.folder, "work"));
    for (const [name, body] of Object.entries({ sudo: sudo(this.folder), ...fakes })) {
      const file = join(this.#programs, name);
      const log = name === "sudo" ? "" : `echo "${name} $*" >>'${this.#log}'\n`;
      writeFileSync(file, `#!/bin/bash\n${log}${body}\n`);
      chmodSync(file, 0o755);
    }
  }

  /** Without a shell of its own, a step fails at its first command that fails; with `shell: bash` in pipes, too. */
  run(step: Step, environment: Readonly<Record<string, string>> = {}): Promise<Ran> {
    const options = step.shell === "bash" ? ["--noprofile", "--norc", "-eo", "pipefail"] : ["-e"];
    const script = join(this.folder, "step.sh");
    writeFileSync(script, step.run ?? "");
    return this.#bash([...options, script], environment);
  }

  /** Runs a script of an action. */
  runFile(script: string, environment: Readonly<Record<string, string>> = {}): Promise<Ran> {
    return this.#bash([script], environment);
  }

  /** A file that a step made, below its home, its working folder or /var/lib. */
  read(path: string): string {
    return readFileSync(join(this.folder, path), "utf8");
  }

  write(path: string, text: string): void {
    writeFileSync(join(this.folder, path), text);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  async #bash(
    args: readonly string[],
    environment: Readonly<Record<string, string>>,
  ): Promise<Ran> {
    rmSync(this.#log, { force: true });
    const run = await execa("bash", [...args], {
      cwd: join(this.folder, "work"),
      env: {
        PATH: `${this.#programs}:/usr/local/bin:/usr/bin:/bin`,
        HOME: this.folder,
        GITHUB_OUTPUT: join(this.folder, "output"),
        GITHUB_STEP_SUMMARY: join(this.folder, "summary"),
        ...environment,
      },
      extendEnv: false,
      reject: false,
      all: true,
    });
    const calls = existsSync(this.#log) ? readFileSync(this.#log, "utf8").trim().split("\n") : [];
    return { exitCode: run.exitCode, output: String(run.all), calls };
  }
}

/** Nobody becomes root, and what root would write lands in the runner's folder. */
function sudo(folder: string): string {
  return `mkdir -p '${folder}/var/lib'\nexec "\${@//\\/var\\/lib/${folder.replaceAll("/", "\\/")}\\/var\\/lib}"`;
}

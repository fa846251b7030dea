import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { type PulumiEngine, runPulumi } from "@moco-sandbox/toolchain/run-pulumi";
import { repositoryRoot } from "@moco-sandbox/world";

const preload = join(repositoryRoot, "tools", "runtime", "preload.cjs");

/** A stack of a fixture program, in the sandbox's own backend and beside its stacks. */
export class BenchStack {
  readonly #engine: PulumiEngine;
  readonly #name: string;
  readonly #environment: Readonly<Record<string, string>>;
  readonly #directory = mkdtempSync(join(tmpdir(), "moco-bench-"));

  constructor(engine: PulumiEngine, name: string, environment: Readonly<Record<string, string>>) {
    this.#engine = engine;
    this.#name = name;
    this.#environment = environment;
    // The CLI writes a stack's file beside Pulumi.yaml: not into the repository.
    writeFileSync(
      join(this.#directory, "Pulumi.yaml"),
      [
        `name: bench-${name}`,
        "runtime:",
        "  name: nodejs",
        "  options:",
        "    typescript: false",
        `    nodeargs: --require "${preload}"`,
        `main: ${join(__dirname, "fixtures", name, "index.ts")}`,
        "",
      ].join("\n"),
    );
  }

  /** An empty stack, whatever an earlier run left behind. */
  async create(): Promise<void> {
    await this.#forget().catch(() => undefined);
    await this.run("stack", "init", "bench");
  }

  /** Runs the CLI on this stack. */
  async run(...args: readonly string[]): Promise<string> {
    return runPulumi(this.#engine, {
      args: [...args, "--non-interactive", ...(args[0] === "stack" ? [] : ["--stack", "bench"])],
      log: `bench-${this.#name}-${String(args[0])}`,
      directory: this.#directory,
      environment: this.#environment,
    });
  }

  /** Removes what it made, and the stack itself. */
  async remove(): Promise<void> {
    try {
      await this.run("destroy", "--yes", "--skip-preview");
      await this.#forget();
    } finally {
      rmSync(this.#directory, { recursive: true, force: true });
    }
  }

  async #forget(): Promise<void> {
    await this.run("stack", "rm", "bench", "--yes", "--force");
  }
}

import { withSshAgent } from "@moco-sandbox/commands/ssh-agent";
import { refreshMachines } from "@moco-sandbox/commands/stack";
import { stackFilePath } from "@moco-sandbox/commands/stack-file";
import { ensureTools, type Tools } from "@moco-sandbox/commands/tools";
import { PulumiError, runPulumi } from "@moco-sandbox/toolchain/run-pulumi";
import { repositoryRoot } from "@moco-sandbox/world";

/** What the CLI said, and whether it was content. */
export interface Said {
  readonly ok: boolean;
  readonly output: string;
}

/** Runs any other command of the CLI; what it reads goes over standard input. */
export async function command(args: readonly string[], input = ""): Promise<void> {
  tools ??= ensureTools(() => undefined);
  await runPulumi(await tools, {
    args: [...args, "--non-interactive"],
    log: "test-command",
    input,
  });
}

let tools: Promise<Tools> | undefined;

/**
 * Runs the engine on a stack of the running sandbox, in the repository or in a changed copy of it. An `up`
 * asks Proxmox first, as a deployment does, unless it is told `--refresh=false`.
 */
export async function pulumi(
  command: "preview" | "up" | "refresh",
  stack: "account" | "pm1",
  more: readonly string[] = [],
  directory: string = repositoryRoot,
): Promise<Said> {
  tools ??= ensureTools(() => undefined);
  const engine = await tools;
  const args = [
    command,
    ...["--stack", stack, "--non-interactive", "--config-file", stackFilePath(stack)],
    ...(command === "refresh" ? [] : ["--policy-pack", `${directory}/policy`]),
    ...(command === "preview" ? [] : ["--yes", "--skip-preview"]),
    ...more,
  ];
  return withSshAgent(async (environment) => {
    try {
      if (command === "up" && !more.includes("--refresh=false")) {
        await refreshMachines(engine, stack, environment);
      }
      const log = `test-${command}-${stack}`;
      return { ok: true, output: await runPulumi(engine, { args, log, directory, environment }) };
    } catch (error) {
      if (!(error instanceof PulumiError)) throw error;
      return { ok: false, output: error.output };
    }
  });
}

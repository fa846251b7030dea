import { Command, InvalidArgumentError } from "commander";

import type { DestroyOptions } from "./destroy";
import { checkEngineOptions } from "./engine-options";
import type { LogOptions } from "./logs";
import { parseStack, splitStack } from "./split-stack";
import { allStacks } from "../../stacks/stack-names";
import type { UpOptions } from "./up";

/** What the words on the command line are turned into. */
export interface SandboxCommands {
  readonly up: (options: UpOptions) => Promise<void>;
  readonly preview: (stack: string | undefined, more: readonly string[]) => Promise<void>;
  readonly status: () => Promise<void>;
  readonly ssh: (guest: string, command: readonly string[]) => Promise<void>;
  readonly logs: (service: string, options: LogOptions) => Promise<void>;
  readonly destroy: (options: DestroyOptions) => Promise<void>;
}

const stackArgument = `one of ${allStacks.join(", ")}`;

/** The commands of `npm run sandbox`; without a word it is `up`. */
export async function runSandbox(
  words: readonly string[],
  commands: SandboxCommands,
): Promise<void> {
  const program = sandboxCommand(commands);
  await program.parseAsync(words.length === 0 ? ["up"] : words, { from: "user" });
}

/** How the words are taken apart; whatever is not understood is refused before anything is done. */
export function sandboxCommand(commands: SandboxCommands): Command {
  const program = new Command("npm run sandbox --")
    .description(
      "The real program on the real Pulumi engine, with machines of its own in place of Proxmox and Cloudflare.",
    )
    .usage("[command] [options]")
    .enablePositionalOptions()
    .addHelpText(
      "after",
      `
Without a command it is \`up\` for every stack that has something to run.

Examples:
  npm run sandbox
  npm run sandbox -- preview pm1 --diff
  npm run sandbox -- logs n8n --follow`,
    );
  addUp(program, commands);
  addPreview(program, commands);
  addStatus(program, commands);
  addSsh(program, commands);
  addLogs(program, commands);
  addDestroy(program, commands);
  const names = program.commands.map((command) => command.name()).join(", ");
  program.showHelpAfterError(`Commands: ${names}. "npm run sandbox -- --help" explains them.`);
  for (const command of program.commands) {
    command.showHelpAfterError(`"npm run sandbox -- ${command.name()} --help" shows how.`);
  }
  return program;
}

function addUp(program: Command, { up }: SandboxCommands): void {
  program
    .command("up")
    .usage("[stack] [options]")
    .description(
      "deploy every stack that has something to run, or one; starts what is missing of the world",
    )
    .argument("[stack]", stackArgument)
    .argument("[options...]", "passed on to `pulumi up`: --target <urn>, --refresh=false")
    .option(forgetOption, "forget what an interrupted run was making, then deploy")
    .addHelpText("after", "\nExample: npm run sandbox -- up pm1")
    .passThroughOptions()
    .allowUnknownOption()
    .action(
      async (_stack, _options, { clearPendingCreates = false }: UpFlags, command: Command) => {
        const { stack, more } = asked("up", command);
        await up({
          ...(stack === undefined ? {} : { stack }),
          clearPendingCreates: clearPendingCreates || more.includes(forgetOption),
          more: more.filter((word) => word !== forgetOption),
        });
      },
    );
}

/** Named as `pulumi refresh` names it, which is what production uses. */
export const forgetOption = "--clear-pending-creates";

interface UpFlags {
  readonly clearPendingCreates?: boolean;
}

function addPreview(program: Command, { preview }: SandboxCommands): void {
  program
    .command("preview")
    .usage("[stack] [options]")
    .description("show what `up` would change, policies enforced; changes nothing")
    .argument("[stack]", stackArgument)
    .argument("[options...]", "passed on to `pulumi preview`: --diff, --json, --policy-pack <path>")
    .addHelpText("after", "\nExample: npm run sandbox -- preview pm1 --diff")
    .passThroughOptions()
    .allowUnknownOption()
    .action(async (_stack, _options, _flags, command: Command) => {
      const { stack, more } = asked("preview", command);
      await preview(stack, more);
    });
}

function addStatus(program: Command, { status }: SandboxCommands): void {
  program
    .command("status")
    .description("show what runs where")
    .addHelpText("after", "\nExample: npm run sandbox -- status")
    .action(async () => {
      await status();
    });
}

function addSsh(program: Command, { ssh }: SandboxCommands): void {
  program
    .command("ssh")
    .usage("<guest> [command...]")
    .description("log in to a guest, or run a command on it, through the management tunnel")
    .argument("<guest>", "its name, as `status` lists it")
    .argument("[command...]", "run instead of a shell; its exit code becomes ours")
    .addHelpText("after", "\nExample: npm run sandbox -- ssh pm1-apps sudo moco-release list")
    .passThroughOptions()
    .allowUnknownOption()
    .action(async (guest: string, command: string[]) => {
      await ssh(guest, command);
    });
}

function addLogs(program: Command, { logs }: SandboxCommands): void {
  program
    .command("logs")
    .description("show what a service's containers say")
    .argument("<service>", "n8n, n8n-database")
    .option("-n, --tail <lines>", "how many lines of the past, or all", parseLines, "50")
    .option("-f, --follow", "wait for more")
    .option("--location <name>", "where, of a service that is at several")
    .addHelpText("after", "\nExample: npm run sandbox -- logs n8n --follow --tail 100")
    .action(async (service: string, options: LogOptions) => {
      await logs(service, options);
    });
}

function addDestroy(program: Command, { destroy }: SandboxCommands): void {
  program
    .command("destroy")
    .description("remove all stacks and the world, or one stack; caches and images stay")
    .argument("[stack]", stackArgument, parseStack)
    .option("--force", "do not ask the engine: remove all machines under it, and its state")
    .addHelpText("after", "\nExample: npm run sandbox -- destroy pm1")
    .action(async (stack: string | undefined, { force }: { readonly force?: boolean }) => {
      await destroy({
        ...(stack === undefined ? {} : { stack }),
        ...(force === undefined ? {} : { force }),
      });
    });
}

/** Behind a stack options are the engine's; `--help` is still ours. */
function asked(name: "up" | "preview", command: Command): ReturnType<typeof splitStack> {
  const words = command.args;
  if (words.includes("--help") || words.includes("-h")) command.help();
  const split = splitStack(words);
  checkEngineOptions(
    name,
    split.more.filter((word) => word !== forgetOption),
    command,
  );
  return split;
}

function parseLines(value: string): string {
  if (/^(\d+|all)$/.test(value)) return value;
  throw new InvalidArgumentError("It must be a number of lines, or all.");
}

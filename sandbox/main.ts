import { Command, InvalidArgumentError } from "commander";

import { destroy } from "./commands/destroy";
import { logs } from "./commands/logs";
import { preview } from "./commands/preview";
import { shell } from "./commands/shell";
import { printWorld } from "./commands/print-world";
import { splitStack } from "./commands/split-stack";
import { status } from "./commands/status";
import { bringUp } from "./commands/up";
import { Interrupted, stopGracefully } from "./interruption";
import { type StackName, stackNames } from "./pulumi/stack";

const program = new Command("npm run sandbox --")
  .description(
    "The real program on the real Pulumi engine, with machines of its own in place of Proxmox and Cloudflare.",
  )
  .enablePositionalOptions()
  .action(async () => {
    stopGracefully();
    await printWorld(await bringUp());
  });

program
  .command("up")
  .description("deploy all stacks, or one; starts what is missing of the world")
  .argument("[stack]", "account or pm1")
  .argument("[options...]", "passed on to `pulumi up`: --target <urn>, --refresh=false")
  .passThroughOptions()
  .allowUnknownOption()
  .action(async (first: string | undefined, rest: string[]) => {
    const { stack, more } = splitStack(first === undefined ? rest : [first, ...rest]);
    stopGracefully();
    await printWorld(await bringUp(stack, more));
  });

program
  .command("preview")
  .description("show what `up` would change, policies enforced; changes nothing")
  .argument("[stack]", "account or pm1")
  .argument("[options...]", "passed on to `pulumi preview`: --diff, --json, --policy-pack <path>")
  .passThroughOptions()
  .allowUnknownOption()
  .action(async (first: string | undefined, rest: string[]) => {
    const { stack, more } = splitStack(first === undefined ? rest : [first, ...rest]);
    await preview(stack, more);
  });

program
  .command("status")
  .description("show what runs where")
  .action(async () => {
    await status();
  });

program
  .command("ssh")
  .description("log in to a guest, or run a command on it, through the management tunnel")
  .argument("<guest>", "pm1-apps, pm1-data, pm1-mgmt")
  .argument("[command...]", "run instead of a shell")
  .passThroughOptions()
  .allowUnknownOption()
  .action(async (guest: string, command: string[]) => {
    await shell(guest, command);
  });

program
  .command("logs")
  .description("follow a service's containers")
  .argument("<service>", "n8n")
  .option("-n, --tail <lines>", "how many lines of the past", "50")
  .option("-f, --follow", "wait for more")
  .action(async (service: string, options: { tail: string; follow?: boolean }) => {
    await logs(service, options);
  });

program
  .command("destroy")
  .description("remove all stacks and the world, or one stack; caches and images stay")
  .argument("[stack]", "account or pm1", parseStack)
  .option("--force", "do not ask the engine: remove all machines under it, and its state")
  .action(async (stack: StackName | undefined, options: { force?: boolean }) => {
    stopGracefully();
    await destroy({ ...(stack === undefined ? {} : { stack }), ...options });
  });

function parseStack(value: string): StackName {
  const found = stackNames.find((name) => name === value);
  if (found === undefined) {
    throw new InvalidArgumentError(`must be one of ${stackNames.join(", ")}.`);
  }
  return found;
}

program.parseAsync().catch((error: unknown) => {
  console.error(error instanceof Error ? `\n${error.message}` : error);
  // At once: what ran beside the phase that failed would go on for minutes otherwise.
  process.exit(error instanceof Interrupted ? 130 : 1);
});

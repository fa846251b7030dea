import { Command, Option } from "commander";
import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";

import { UserError } from "../../model/basics/user-error";
import { allStacks } from "../../stacks/stack-names";
import { listSecrets } from "./list-secrets";
import { type InitOptions, initSecrets } from "./init-secrets";
import { promptHidden } from "./prompt";
import { type AskForValue, parseProvidedFile } from "./provided-values";
import { rotateSecret } from "./rotate-secret";
import type { StackSecret } from "../../stacks/config/stack-secret";
import { bareKey, pulumiSecretStore } from "./secret-store";

/** Which secrets a stack needs; throws a `UserError` for a stack that does not exist. */
export type SecretsOfStack = (stack: string, configFile?: string) => readonly StackSecret[];

interface Options {
  readonly configFile?: string;
  readonly from?: string;
}

const stackArgument = `one of ${allStacks.join(", ")}`;

/** The commands of `npm run secrets`. */
export function secretsCommand(secretsOfStack: SecretsOfStack): Command {
  const program = new Command("npm run secrets --")
    .description("Makes, lists and rotates the secrets of a stack. Values are never shown.")
    .addHelpText(
      "after",
      `
Examples:
  npm run secrets -- init pm1
  npm run secrets -- check pm1
  npm run secrets -- rotate pm1 secret-n8n-encryption-key`,
    )
    .showHelpAfterError('"npm run secrets -- --help" shows how.');
  program
    .command("init")
    .description("make what is missing; what is there is never changed")
    .argument("<stack>", stackArgument)
    .addOption(configFile())
    .addOption(from())
    .addHelpText("after", "\nExample: npm run secrets -- init pm1 --from provided.txt")
    .action(async (stack: string, options: Options) => {
      await initSecrets({
        ...(await inputs(stack, options)),
        secrets: secretsOfStack(stack, options.configFile),
      });
    });
  program
    .command("check")
    .description("list what is there and what is missing")
    .argument("<stack>", stackArgument)
    .addOption(configFile())
    .addHelpText("after", "\nExample: npm run secrets -- check pm1")
    .action(async (stack: string, { configFile }: Options) => {
      const store = pulumiSecretStore({ stack, configFile });
      const complete = await listSecrets(stack, secretsOfStack(stack, configFile), store, report);
      if (!complete) process.exitCode = 1;
    });
  program
    .command("rotate")
    .description("put a new value in place of one secret")
    .argument("<stack>", stackArgument)
    .argument("<key>", "as `check` lists it")
    .addOption(configFile())
    .addOption(from())
    .addHelpText("after", "\nExample: npm run secrets -- rotate pm1 proxmoxToken")
    .action(async (stack: string, key: string, options: Options) => {
      await rotateSecret({
        ...(await inputs(stack, options)),
        secrets: secretsOfStack(stack, options.configFile),
        key: bareKey(key),
      });
    });
  return program;
}

function configFile(): Option {
  return new Option(
    "--config-file <file>",
    "the stack's configuration, if not Pulumi.<stack>.yaml",
  );
}

function from(): Option {
  return new Option("--from <file>", "key=value lines of provided secrets; - reads standard input");
}

async function inputs(
  stack: string,
  { configFile, from }: Options,
): Promise<Omit<InitOptions, "secrets">> {
  const given =
    from === undefined ? new Map<string, string>() : parseProvidedFile(await read(from));
  const canAsk = process.stdin.isTTY && from !== "-" && process.env["CI"] === undefined;
  return {
    stack,
    store: pulumiSecretStore({ stack, configFile }),
    given,
    ask: canAsk ? ask : undefined,
    report,
  };
}

const ask: AskForValue = ({ key, description }) => promptHidden(`${key} (${description}): `);

async function read(file: string): Promise<string> {
  if (file === "-") return text(process.stdin);
  try {
    return await readFile(file, "utf8");
  } catch {
    throw new UserError(`secrets: ${file} cannot be read. Give another one, or create it.`);
  }
}

function report(line: string): void {
  process.stdout.write(`${line}\n`);
}

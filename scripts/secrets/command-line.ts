import { Command } from "commander";
import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";

import { checkSecrets } from "./check-secrets";
import { type InitOptions, initSecrets } from "./init-secrets";
import { promptHidden } from "./prompt";
import { type AskForValue, parseProvidedFile } from "./provided-values";
import { rotateSecret } from "./rotate-secret";
import type { SecretSpec } from "./secret-spec";
import { pulumiStackConfig } from "./stack-config";

/** Which secrets a stack needs; throws a `UserError` for a stack that does not exist. */
export type SecretsOfStack = (stack: string, configFile?: string) => readonly SecretSpec[];

interface Options {
  readonly configFile?: string;
  readonly from?: string;
}

/** The commands of `npm run secrets`. */
export function secretsCommand(secretsOfStack: SecretsOfStack): Command {
  const program = new Command("secrets").description(
    "Makes, lists and rotates the secrets of a stack. Values are never shown.",
  );
  withOptions(program.command("init <stack>"))
    .description("make what is missing; what is there is never changed")
    .action(async (stack: string, options: Options) => {
      await initSecrets({
        ...(await inputs(stack, options)),
        specs: secretsOfStack(stack, options.configFile),
      });
    });
  withOptions(program.command("check <stack>"))
    .description("list what is there and what is missing")
    .action(async (stack: string, { configFile }: Options) => {
      const config = pulumiStackConfig({ stack, configFile });
      const complete = await checkSecrets(stack, secretsOfStack(stack, configFile), config, report);
      if (!complete) process.exitCode = 1;
    });
  withOptions(program.command("rotate <stack> <key>"))
    .description("put a new value in place of one secret")
    .action(async (stack: string, key: string, options: Options) => {
      await rotateSecret({
        ...(await inputs(stack, options)),
        specs: secretsOfStack(stack, options.configFile),
        key,
      });
    });
  return program;
}

function withOptions(command: Command): Command {
  return command
    .option("--config-file <file>", "the stack's configuration, if not Pulumi.<stack>.yaml")
    .option("--from <file>", "key=value lines of provided secrets; - reads standard input");
}

async function inputs(
  stack: string,
  { configFile, from }: Options,
): Promise<Omit<InitOptions, "specs">> {
  const given =
    from === undefined ? new Map<string, string>() : parseProvidedFile(await read(from));
  const canAsk = process.stdin.isTTY && from !== "-" && process.env["CI"] === undefined;
  return {
    stack,
    config: pulumiStackConfig({ stack, configFile }),
    given,
    ask: canAsk ? ask : undefined,
    report,
  };
}

const ask: AskForValue = ({ key, description }) => promptHidden(`${key} (${description}): `);

async function read(file: string): Promise<string> {
  return file === "-" ? text(process.stdin) : readFile(file, "utf8");
}

function report(line: string): void {
  process.stdout.write(`${line}\n`);
}

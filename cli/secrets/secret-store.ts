import execa from "execa";

import { UserError } from "../../model/basics/user-error";
import type { ConfigValue } from "./make-secret";

/** Where a stack's secrets are kept: its configuration, by keys without the project's prefix. */
export interface SecretStore {
  /** Key -> whether its value is encrypted. Values are not read. */
  list(): Promise<ReadonlyMap<string, boolean>>;
  set(value: ConfigValue): Promise<void>;
}

export interface SecretStoreOptions {
  readonly stack: string;
  /** @default - the stack's own `Pulumi.<stack>.yaml` */
  readonly configFile?: string | undefined;
}

const prefix = "moco-infra:";

/** The key of a secret, written with or without the prefix that its file has. */
export function bareKey(key: string): string {
  return key.startsWith(prefix) ? key.slice(prefix.length) : key;
}

/** Works on a stack's configuration with the `pulumi` found on PATH, in its own environment. */
export function pulumiSecretStore({ stack, configFile }: SecretStoreOptions): SecretStore {
  const common = [
    "--stack",
    stack,
    "--non-interactive",
    ...(configFile === undefined ? [] : ["--config-file", configFile]),
  ];
  return {
    list: async () => parseConfigList(await runPulumi(["config", "--json", ...common])),
    set: async ({ key, value, secret }) => {
      // The value goes over standard input: a command line can be read by every user of the machine.
      const kind = secret ? "--secret" : "--plaintext";
      await runPulumi(["config", "set", `${prefix}${key}`, kind, "--raw", ...common], value);
    },
  };
}

/** Keys of `pulumi config --json`, and whether each is secret. */
export function parseConfigList(json: string): ReadonlyMap<string, boolean> {
  const parsed = JSON.parse(json) as unknown;
  if (typeof parsed !== "object" || parsed === null) {
    throw new UserError("pulumi config: the answer must be an object. Update the Pulumi CLI.");
  }
  return new Map(
    Object.entries(parsed).map(([key, entry]: [string, unknown]) => [
      bareKey(key),
      typeof entry === "object" && entry !== null && "secret" in entry && entry.secret === true,
    ]),
  );
}

async function runPulumi(args: readonly string[], input = ""): Promise<string> {
  const result = await execa("pulumi", args, { input, reject: false, stripFinalNewline: true });
  if (!result.failed) return result.stdout;
  // Without an exit code the program was never started; the type does not say so.
  if (typeof result.exitCode !== "number") {
    throw new UserError(
      "pulumi: the command cannot be run. Install the Pulumi CLI and put it on PATH.",
    );
  }
  const [command, subcommand] = args;
  const message = result.stderr.trim().replace(/^error: /, "");
  throw new UserError(`pulumi ${String(command)} ${String(subcommand)}: ${message}`);
}

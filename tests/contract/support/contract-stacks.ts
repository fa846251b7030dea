import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import execa from "execa";
import { parse, stringify } from "yaml";
import { providerPlugins } from "@moco-sandbox/commands/provider-plugins";
import { overlayStackFile } from "@moco-sandbox/commands/stack-file";
import { bundlePlugins } from "@moco-sandbox/toolchain/bundle-plugins";
import { prepareEngineEnvironment } from "@moco-sandbox/toolchain/engine-environment";
import { ensureEngine } from "@moco-sandbox/toolchain/ensure-engine";
import { repositoryRoot } from "@moco-sandbox/world";

import { locations } from "../../../stacks/locations";
import { hostKeyPublic, type StackSecret } from "../../../stacks/config/stack-secret";
import { secretsOfAccount, secretsOfLocation } from "../../../stacks/plan/stack-secrets";
import type { PluginFolders } from "../../../tools/contract/real-plugins";

/** What a person would have seen of a run, and what a program reads of it. */
export interface Run {
  readonly exitCode: number;
  /** Standard output and standard error as they came. */
  readonly output: string;
  readonly stdout: string;
}

/** Where the API answers, and the account that it keeps. */
export interface ContractAccount {
  readonly apiUrl: string;
  readonly apiToken: string;
  readonly accountId: string;
  readonly zone: { readonly id: string; readonly name: string };
}

export interface ContractStacks {
  /** Runs the CLI on a stack; what it said is the error where it fails, and otherwise the answer. */
  readonly succeed: (command: string, stack: string, more?: readonly string[]) => Promise<Run>;
  readonly remove: () => void;
}

/** What a preview would do: `update cloudflare:index/dnsRecord:DnsRecord pm1-tunnel-record-n8n: ttl`. */
export async function changesOf(
  stacks: ContractStacks,
  stack: string,
  more: readonly string[] = [],
): Promise<readonly string[]> {
  const { stdout } = await stacks.succeed("preview", stack, ["--json", ...more]);
  const { steps = [] } = JSON.parse(stdout) as { readonly steps?: readonly Step[] };
  return steps
    .filter(({ op }) => op !== "same" && op !== "read")
    .map(({ op, urn, detailedDiff }) => {
      const [, , types = "", name = ""] = urn.split("::");
      const paths = Object.keys(detailedDiff ?? {})
        .sort()
        .join(", ");
      return `${op} ${types.split("$").at(-1) ?? ""} ${name}: ${paths}`;
    })
    .sort();
}

interface Step {
  readonly op: string;
  readonly urn: string;
  readonly detailedDiff?: Readonly<Record<string, unknown>> | null;
}

const noNode = "moco@pve!pulumi=00000000-0000-4000-8000-000000000000";
/** Of the right form, and nobody's. */
const hostKey = `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${"A".repeat(43)}`;
const people = { emails: ["ada@moco.test"] };

/** The stacks of this checkout with a state of their own; stand-ins for the providers that are not real. */
export async function prepareStacks(
  account: ContractAccount,
  real: PluginFolders,
): Promise<ContractStacks> {
  const folder = mkdtempSync(join(tmpdir(), "moco-contract-"));
  const engine = await ensureEngine(() => undefined);
  const standIns = await bundlePlugins(providerPlugins);
  const plugins = { ...standIns, providers: { ...standIns.providers, ...real } };
  const { pulumi, env } = prepareEngineEnvironment(engine, plugins, folder);
  writeFileSync(
    join(folder, "Pulumi.yaml"),
    `name: moco-infra\nruntime: nodejs\nmain: ${join(repositoryRoot, "index.ts")}\n`,
  );
  const run = async (...args: readonly string[]): Promise<Run> => {
    const { exitCode, stdout, all } = await execa(
      pulumi,
      ["--non-interactive", "--color=never", ...args],
      { cwd: folder, env, extendEnv: false, reject: false, all: true },
    );
    return { exitCode, stdout, output: String(all) };
  };
  for (const stack of ["account", ...Object.keys(locations)]) {
    const base = parse(
      readFileSync(join(repositoryRoot, `Pulumi.${stack}.yaml`), "utf8"),
    ) as Config;
    const file = overlayStackFile(base, valuesOf(stack, account), {});
    writeFileSync(join(folder, `Pulumi.${stack}.yaml`), stringify(file));
    await succeed(run("stack", "init", stack));
    await succeed(run("config", "set-all", "--stack", stack, ...settings(stack, file, account)));
  }
  return {
    succeed: (command, stack, more = []) => succeed(run(command, "--stack", stack, ...more)),
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Config {
  readonly config?: Readonly<Record<string, unknown>>;
}

/** What is other than in the stack's own file: nothing of the account or the people that it names is met. */
function valuesOf(
  stack: string,
  { accountId, zone, apiUrl }: ContractAccount,
): Readonly<Record<string, unknown>> {
  const cloudflare = { accountId, teamName: "moco", zones: { main: zone }, apiUrl };
  return stack === "account"
    ? { cloudflare, groups: { operators: people, automation: people }, protect: false }
    : {
        cloudflare,
        operators: { authorizedKeys: ["ssh-ed25519 AAAA ada@laptop"] },
        protect: false,
      };
}

/** What `npm run secrets` would have written into the stack's file. */
function settings(stack: string, { config = {} }: Config, account: ContractAccount): string[] {
  const value = (key: string): never => config[`moco-infra:${key}`] as never;
  const definition = locations[stack];
  const secrets =
    definition === undefined
      ? secretsOfAccount({
          locations: value("locations"),
          identityProvider: { settings: {}, ...(value("identityProvider") as object) } as never,
        })
      : secretsOfLocation(stack, { guests: value("guests") }, definition);
  return secrets.flatMap((secret) => [
    ...(secret.kind === "sshHostKey"
      ? ["--plaintext", `${hostKeyPublic(secret.guest)}=${hostKey}`]
      : []),
    ...["--secret", `${secret.key}=${valueOf(secret, account)}`],
  ]);
}

function valueOf({ key, kind }: StackSecret, { apiToken }: ContractAccount): string {
  if (key === "cloudflareToken") return apiToken;
  if (key === "proxmoxToken") return noNode;
  return kind === "tunnelSecret" ? Buffer.alloc(32, key).toString("base64") : `value of ${key}`;
}

async function succeed(running: Promise<Run>): Promise<Run> {
  const run = await running;
  if (run.exitCode !== 0) throw new Error(run.output);
  return run;
}

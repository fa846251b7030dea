import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import execa from "execa";
import { providerPlugins } from "@moco-sandbox/commands/provider-plugins";
import { bundlePlugins } from "@moco-sandbox/toolchain/bundle-plugins";
import { prepareEngineEnvironment } from "@moco-sandbox/toolchain/engine-environment";
import { ensureEngine } from "@moco-sandbox/toolchain/ensure-engine";

import { thirtyServices, thirtyServicesFolder } from "./thirty-services";

/** A run of the engine's command line. */
export interface EngineRun {
  readonly exitCode: number;
  readonly stdout: string;
  /** Both streams, as a person would have seen them. */
  readonly output: string;
}

export interface ThirtyServicesEngine {
  /** Previews the fixture with the policy pack, in one of its variants. */
  readonly preview: (variant: string, ...options: readonly string[]) => Promise<EngineRun>;
  readonly remove: () => void;
}

const policyPack = join(__dirname, "../../policy");

/** The fixture of thirty services as a stack of its own on the real engine, beside an empty account. */
export async function startThirtyServices(): Promise<ThirtyServicesEngine> {
  const folder = mkdtempSync(join(tmpdir(), "moco-thirty-"));
  const program = join(thirtyServicesFolder, "program");
  writeFileSync(
    join(folder, "Pulumi.yaml"),
    `name: moco-infra\nruntime: nodejs\nmain: ${program}\n`,
  );
  copyFileSync(join(thirtyServicesFolder, "Pulumi.hq.yaml"), join(folder, "Pulumi.hq.yaml"));
  const engine = await ensureEngine(() => undefined);
  const { env } = prepareEngineEnvironment(engine, await bundlePlugins(providerPlugins), folder);
  const pulumi = async (
    args: readonly string[],
    extra: Readonly<Record<string, string>> = {},
  ): Promise<EngineRun> => {
    const run = await execa(engine.pulumi, ["--non-interactive", "--color=never", ...args], {
      cwd: folder,
      env: { ...env, ...extra },
      extendEnv: false,
      reject: false,
      all: true,
    });
    return { exitCode: run.exitCode, stdout: run.stdout, output: String(run.all) };
  };
  const succeed = async (...args: readonly string[]): Promise<void> => {
    const { exitCode, output } = await pulumi(args);
    if (exitCode !== 0) throw new Error(`The fixture stack cannot be made: ${output}`);
  };
  await succeed("stack", "init", "account");
  await succeed("stack", "init", "hq");
  await succeed("config", "set-all", "--stack", "hq", ...settings());
  return {
    preview: (variant, ...options) =>
      pulumi(["preview", "--stack", "hq", "--policy-pack", policyPack, ...options], {
        FIXTURE: variant,
      }),
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What `npm run secrets` would have written into the stack's file. */
function settings(): readonly string[] {
  const { document, secretKeys } = thirtyServices();
  const hostKeys = Object.entries(document).filter(([key]) => key.startsWith("hostKeyPublic-"));
  return [
    ...hostKeys.flatMap(([key, value]) => ["--plaintext", `${key}=${String(value)}`]),
    ...[...secretKeys].flatMap((key) => ["--secret", `${key}=${wellFormed[key] ?? anySecret}`]),
  ];
}

/** As long as a tunnel's secret must be; the others take any text. */
const anySecret = Buffer.alloc(32, "moco").toString("base64");

/** What the stand-ins look into. */
const wellFormed: Readonly<Record<string, string>> = {
  cloudflareToken: "cloudflareToken".padEnd(40, "-"),
  proxmoxToken: "moco@pve!pulumi=00000000-0000-4000-8000-000000000000",
};

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { providerPlugins } from "@moco-sandbox/commands/provider-plugins";
import { bundlePlugins } from "@moco-sandbox/toolchain/bundle-plugins";
import { prepareEngineEnvironment } from "@moco-sandbox/toolchain/engine-environment";
import { ensureEngine } from "@moco-sandbox/toolchain/ensure-engine";
import { type PulumiEngine, runPulumi } from "@moco-sandbox/toolchain/run-pulumi";
import execa from "execa";
import { stringify } from "yaml";

/** A program, its stack, and what the stack is configured with. */
export interface BenchProgram {
  readonly stack: string;
  /** Where its Pulumi.yaml lies. */
  readonly directory: string;
  /** Plain values by key, the project's prefix included. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** Keys of secrets, the project's prefix included; their values are made up. */
  readonly secrets?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

/** One resource as an exported state has it. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly custom: boolean;
  readonly inputs?: Readonly<Record<string, unknown>>;
  /** `<URN>::<id>` of its provider. */
  readonly provider?: string;
}

/**
 * The real engine on a backend of its own, with providers that imagine what they make: stacks are
 * deployed without a machine, and their previews cost what any other's do.
 */
export class PreviewBackend {
  /** Removed at the end; what is measured may lie in it. */
  readonly folder: string;
  readonly #engine: PulumiEngine;

  private constructor(folder: string, engine: PulumiEngine) {
    this.folder = folder;
    this.#engine = engine;
  }

  static async open(): Promise<PreviewBackend> {
    const folder = mkdtempSync(join(tmpdir(), "moco-bench-"));
    const plugins = await bundlePlugins(providerPlugins);
    const engine = await ensureEngine(console.error);
    // The user's own provider plugins would want machines.
    const { pulumi, env } = prepareEngineEnvironment(
      { ...engine, origin: "installed" },
      plugins,
      folder,
    );
    return new PreviewBackend(folder, {
      executable: pulumi,
      environment: { ...env, MOCO_SANDBOX_IMAGINED: "true" },
    });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Makes the stack and everything on it, so that nothing is left to be done. */
  async deploy(program: BenchProgram): Promise<void> {
    await this.create(program);
    await this.#run(program, "up", "--yes", "--skip-preview");
  }

  /** Makes the stack with its configuration, and nothing on it. */
  async create(program: BenchProgram): Promise<void> {
    const { stack, secrets = [], config = {} } = program;
    mkdirSync(this.#configFolder(), { recursive: true });
    writeFileSync(this.#configFile(stack), stringify({ config }));
    // `stack init` writes a stack file beside Pulumi.yaml: not into the repository.
    const initial = join(this.folder, "init");
    mkdirSync(initial, { recursive: true });
    writeFileSync(
      join(initial, "Pulumi.yaml"),
      stringify({ name: "moco-infra", runtime: "nodejs" }),
    );
    await this.#run({ stack, directory: initial }, "stack", "init", stack, "--no-select");
    if (secrets.length > 0) {
      const values = secrets.flatMap((key) => ["--secret", `${key}=${madeUp(key)}`]);
      await this.#run(program, "config", "set-all", ...values);
    }
  }

  async preview(program: BenchProgram, ...more: readonly string[]): Promise<void> {
    await this.#run(program, "preview", ...more);
  }

  /** Everything on the stack, secrets laid open: they are made up. */
  async resources(program: BenchProgram): Promise<readonly StateResource[]> {
    const { stdout } = await execa(
      this.#engine.executable,
      ["stack", "export", "--stack", program.stack, "--show-secrets"],
      { cwd: program.directory, env: this.#engine.environment, extendEnv: false, stdin: "ignore" },
    );
    const { deployment } = JSON.parse(stdout) as {
      readonly deployment: { readonly resources: readonly StateResource[] };
    };
    return deployment.resources;
  }

  async #run(program: BenchProgram, ...args: readonly string[]): Promise<void> {
    const { stack, directory, environment = {} } = program;
    const place =
      args[0] === "stack" ? [] : ["--stack", stack, "--config-file", this.#configFile(stack)];
    await runPulumi(this.#engine, {
      args: [...args, ...place, "--non-interactive"],
      log: `bench-${stack}-${String(args[0])}`,
      directory,
      environment,
    });
  }

  #configFile(stack: string): string {
    return join(this.#configFolder(), `Pulumi.${stack}.yaml`);
  }

  #configFolder(): string {
    return join(this.folder, "config");
  }
}

/** Of the form that the providers ask for; not a secret of anything. */
function madeUp(key: string): string {
  if (key.endsWith("cloudflareToken")) return "0".repeat(40);
  return key.endsWith("proxmoxToken")
    ? "moco@pve!pulumi=00000000-0000-4000-8000-000000000000"
    : Buffer.from(key).toString("base64");
}

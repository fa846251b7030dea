import { createHash } from "node:crypto";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";

import { providerPlugins } from "@moco-sandbox/commands/provider-plugins";
import { bundlePlugins } from "@moco-sandbox/toolchain/bundle-plugins";
import { prepareEngineEnvironment } from "@moco-sandbox/toolchain/engine-environment";
import { ensureEngine } from "@moco-sandbox/toolchain/ensure-engine";
import { repositoryRoot } from "@moco-sandbox/world";
import execa from "execa";
import { stringify } from "yaml";

import { ownAccount, ownLocation } from "../../support/own-stack";

type Document = Readonly<Record<string, unknown>>;

/** What came of a command. */
export interface Done {
  readonly exitCode: number;
  readonly stdout: string;
  /** Both streams, as a person would have seen them. */
  readonly output: string;
}

const parts = [
  ".node-version",
  "Pulumi.yaml",
  "cli",
  "components",
  "guest",
  "index.ts",
  "model",
  "package.json",
  "package-lock.json",
  "policy",
  "services",
  "stacks",
  "tools",
  "tsconfig.json",
];

/**
 * An operator's desk: a checkout with their own values in its stack files, a terminal, the real CLI and engine on a
 * backend of its own. Providers imagine what they make, so whole stacks are deployed without a machine.
 */
export class Desk {
  readonly folder: string;
  readonly #environment: Record<string, string>;

  private constructor(folder: string, environment: Record<string, string>) {
    this.folder = folder;
    this.#environment = environment;
  }

  static async open(): Promise<Desk> {
    const home = mkdtempSync(join(tmpdir(), "moco-desk-"));
    const folder = join(home, "checkout");
    for (const part of parts) {
      cpSync(join(repositoryRoot, part), join(folder, part), { recursive: true });
    }
    linkDependencies(folder);
    writeStackFile(folder, "account", withStandIn(ownAccount));
    // Host keys are made by the commands.
    const plain = Object.entries(ownLocation).filter(([key]) => !key.startsWith("hostKey"));
    writeStackFile(folder, "pm1", withStandIn(Object.fromEntries(plain)));
    const engine = await ensureEngine(() => undefined);
    // The user's own provider plugins would want machines.
    const { pulumi, env } = prepareEngineEnvironment(
      { ...engine, origin: "installed" },
      await bundlePlugins(providerPlugins),
      home,
    );
    const programs = join(home, "programs");
    mkdirSync(programs);
    return new Desk(folder, {
      ...env,
      HOME: home,
      PATH: [programs, dirname(pulumi), dirname(process.execPath), process.env["PATH"]].join(
        delimiter,
      ),
      MOCO_SANDBOX_IMAGINED: "true",
      // What a person answers to "Do you want to perform this update?".
      PULUMI_SKIP_CONFIRMATIONS: "true",
      NO_COLOR: "1",
    });
  }

  /** Runs what a document says, in Bash. */
  async run(
    command: string,
    { input = "", env = {} }: { input?: string; env?: Record<string, string> } = {},
  ): Promise<Done> {
    const run = await execa("bash", ["-o", "pipefail", "-c", command], {
      cwd: this.folder,
      env: { ...this.#environment, ...env },
      extendEnv: false,
      input,
      reject: false,
      all: true,
    });
    return { exitCode: run.exitCode, stdout: run.stdout, output: String(run.all) };
  }

  /** The same where it has to succeed. */
  async succeed(...given: Parameters<Desk["run"]>): Promise<string> {
    const { exitCode, output, stdout } = await this.run(...given);
    if (exitCode !== 0) throw new Error(`${given[0]}: exit code ${String(exitCode)}\n${output}`);
    return stdout;
  }

  /** Puts a program of the test's own in place of one that needs the outside world. */
  pretend(program: string, body: string): void {
    writeFileSync(join(dirname(this.folder), "programs", program), `#!/bin/bash\n${body}\n`, {
      mode: 0o755,
    });
  }

  read(file: string): string {
    return readFileSync(join(this.folder, file), "utf8");
  }

  write(file: string, text: string): void {
    writeFileSync(join(this.folder, file), text);
  }

  /** The folder in which Pulumi keeps what an S3 bucket would. */
  get backend(): string {
    return (this.#environment["PULUMI_BACKEND_URL"] ?? "").replace(/^file:\/\//, "");
  }

  remove(): void {
    rmSync(dirname(this.folder), { recursive: true, force: true });
  }
}

/** The stand-in for Cloudflare takes an address of this machine only; where it imagines, nobody listens there. */
function withStandIn(document: Document): Document {
  const cloudflare = document["cloudflare"] as object;
  return { ...document, cloudflare: { ...cloudflare, apiUrl: "http://127.0.0.1:8787" } };
}

/** As `npm ci` leaves them, each by a link; the marker spares the commands doing it. */
function linkDependencies(folder: string): void {
  const modules = join(repositoryRoot, "node_modules");
  mkdirSync(join(folder, "node_modules"));
  for (const entry of readdirSync(modules).filter((name) => name !== ".moco-infra-lock")) {
    symlinkSync(join(modules, entry), join(folder, "node_modules", entry));
  }
  const lock = readFileSync(join(folder, "package-lock.json"));
  const hash = createHash("sha256").update(lock).digest("hex");
  writeFileSync(join(folder, "node_modules", ".moco-infra-lock"), hash);
}

function writeStackFile(folder: string, stack: string, document: Document): void {
  const config = Object.fromEntries(
    Object.entries(document).map(([key, value]) => [`moco-infra:${key}`, value]),
  );
  writeFileSync(join(folder, `Pulumi.${stack}.yaml`), stringify({ config }));
}

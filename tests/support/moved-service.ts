import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { stringify } from "yaml";

import type { Move } from "../../stacks/plan/location-definition";
import { engineIn, type EngineRun } from "./engine-in";
import { accountSecrets, locationSecrets, ownAccount, ownLocation } from "./own-stack";

/** Where the program has n8n, and what it declares. */
export interface Placing {
  /** Role of the guest. @default "apps" */
  readonly on?: string;
  readonly moved?: readonly Move[];
  /** Another name for it; an empty one takes it out of the program. @default "n8n" */
  readonly named?: string;
  /** False is a program that does not ask where its services were. @default true */
  readonly looksBack?: boolean;
}

/** One resource of the stack's state. */
export interface StateResource {
  readonly urn: string;
  readonly id?: string;
  /** `<URN>::<id>` */
  readonly provider?: string;
  readonly protect?: boolean;
}

export interface DeployedLocation {
  readonly pulumi: (args: readonly string[], placing?: Placing) => Promise<EngineRun>;
  readonly resources: () => Promise<readonly StateResource[]>;
  readonly remove: () => void;
}

const program = join(__dirname, "../fixtures/moved-service/program.ts");

/** pm1 with n8n on its guest `apps`, deployed by the real engine onto machines that are only imagined. */
export async function deployImaginedLocation(): Promise<DeployedLocation> {
  const folder = mkdtempSync(join(tmpdir(), "moco-moved-"));
  const engine = await engineIn(folder, "stand-ins");
  const pulumi: DeployedLocation["pulumi"] = (args, placing = {}) =>
    engine(args, {
      MOCO_SANDBOX_IMAGINED: "true",
      PLACED: placing.on ?? "apps",
      MOVED: JSON.stringify(placing.moved ?? []),
      NAMED: placing.named ?? "n8n",
      LOOKS_BACK: String(placing.looksBack ?? true),
    });
  const succeed = async (...args: readonly string[]): Promise<string> => {
    const { exitCode, output, stdout } = await pulumi(args);
    if (exitCode !== 0) throw new Error(`pulumi ${args.join(" ")}: ${output.slice(-2_000)}`);
    return stdout;
  };
  const options = { typescript: false, nodeargs: `--require ${require.resolve("tsx/cjs")}` };
  writeFileSync(
    join(folder, "Pulumi.yaml"),
    stringify({ name: "moco-infra", main: program, runtime: { name: "nodejs", options } }),
  );
  for (const [stack, document, secrets] of [
    ["account", ownAccount, accountSecrets],
    ["pm1", ownLocation, locationSecrets],
  ] as const) {
    // The stand-in refuses to be meant for the real one.
    const cloudflare = { ...(document["cloudflare"] as object), apiUrl: "http://127.0.0.1:1" };
    const config = Object.entries({ ...document, cloudflare }).map(([key, value]) => [
      `moco-infra:${key}`,
      value,
    ]);
    const file = join(folder, `Pulumi.${stack}.yaml`);
    writeFileSync(file, stringify({ config: Object.fromEntries(config) as object }));
    await succeed("stack", "init", stack);
    const given = secrets.flatMap((key) => ["--secret", `${key}=${valueOf(key)}`]);
    await succeed("config", "set-all", "--stack", stack, ...given);
    await succeed("up", "--stack", stack, "--yes", "--skip-preview");
  }
  return {
    pulumi,
    resources: async () => {
      const state = JSON.parse(await succeed("stack", "export", "--stack", "pm1")) as {
        readonly deployment: { readonly resources: readonly StateResource[] };
      };
      return state.deployment.resources;
    },
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What the stand-ins look into. */
function valueOf(key: string): string {
  if (key === "cloudflareToken") return "0".repeat(40);
  if (key === "proxmoxToken") return "moco@pve!pulumi=00000000-0000-4000-8000-000000000000";
  return key.startsWith("tunnelSecret-") ? Buffer.alloc(32, key).toString("base64") : "some value";
}

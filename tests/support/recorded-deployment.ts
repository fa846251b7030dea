import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { imaginedReads } from "@moco-sandbox/provider-framework/imagined";
import { parse, stringify } from "yaml";

import { images } from "../../services/images";
import { type EngineRun, engineIn } from "./engine-in";
import { accountSecrets, locationSecrets } from "./own-stack";

/** What a preview means to do with one resource. */
export interface Step {
  /** In the engine's words: `same`, `update`, `create`, `delete`, `replace`, `read` … */
  readonly op: string;
  /** Type, and name, without those it belongs to. */
  readonly resource: string;
  /** URN in the recorded state; none where the resource is new. */
  readonly was: string | undefined;
  /** Inputs that changed. */
  readonly because: readonly string[];
}

export interface RecordedDeployment {
  readonly preview: (stack: "account" | "pm1") => Promise<readonly Step[]>;
  /** Runs the CLI on pm1, with providers that imagine what they make. */
  readonly run: (...args: readonly string[]) => Promise<EngineRun>;
  /** Says what providers find from now on: by a resource's name its values, or null where it is gone. */
  readonly finds: (reads: Readonly<Record<string, object | null>>) => void;
  readonly remove: () => void;
}

/** What `pulumi stack export` writes. */
interface RecordedState {
  readonly deployment: { readonly resources: readonly { readonly urn: string }[] };
}

const fixture = join(__dirname, "../fixtures/recorded-state");

const secretsOf = { account: accountSecrets, pm1: locationSecrets };

/** The stand-ins take tokens of these forms only. */
const wellFormed: Readonly<Record<string, string>> = {
  cloudflareToken: "value-of-cloudflareToken".padEnd(40, "-"),
  proxmoxToken: "moco@pve!pulumi=00000000-0000-4000-8000-000000000000",
};

/** The deployment that tests/fixtures/recorded-state/README.md tells of, met by the present program. */
export async function recallDeployment(): Promise<RecordedDeployment> {
  const folder = mkdtempSync(join(tmpdir(), "moco-recorded-"));
  const engine = await engineIn(folder);
  const pulumi = async (...args: readonly string[]): Promise<string> => {
    const { exitCode, output, stdout } = await engine(args);
    if (exitCode !== 0) {
      // A preview ends in its diagnostics.
      throw new Error(`pulumi ${args.slice(0, 2).join(" ")}: ${output.slice(-2_000)}`);
    }
    return stdout;
  };
  writeFileSync(join(folder, "Pulumi.yaml"), projectFile());
  writeFileSync(join(folder, "images.json"), imageLock());
  for (const stack of ["account", "pm1"] as const) {
    copyFileSync(join(fixture, `Pulumi.${stack}.yaml`), join(folder, `Pulumi.${stack}.yaml`));
    await pulumi("stack", "init", stack);
    const secrets = secretsOf[stack].flatMap((key) => ["--secret", `${key}=${valueOf(key)}`]);
    await pulumi("config", "set-all", "--stack", stack, ...secrets);
    writeFileSync(join(folder, `${stack}.json`), stateOf(stack, folder));
    await pulumi("stack", "import", "--stack", stack, "--file", join(folder, `${stack}.json`));
  }
  await pulumi("config", "set", "--stack", "pm1", "imageLock", join(folder, "images.json"));
  return {
    preview: async (stack) =>
      stepsOf(await pulumi("preview", "--json", "--show-sames", "--stack", stack)),
    run: (...args) => engine([...args, "--stack", "pm1"], { MOCO_SANDBOX_IMAGINED: "true" }),
    finds: (reads) => {
      writeFileSync(join(folder, imaginedReads), JSON.stringify(reads));
    },
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** URNs of what a stack had, but for providers of the engine's own making: it shows no steps for them. */
export function recordedUrns(stack: string): readonly string[] {
  return readState(stack)
    .deployment.resources.map(({ urn }) => urn)
    .filter((urn) => !/::pulumi:providers:\w+::default/.test(urn));
}

/** A secret says which one it is; what it is for the recorded state says as well. */
function valueOf(key: string): string {
  return wellFormed[key] ?? `value of ${key}`;
}

/** The program is read as tests are, whatever way Pulumi.yaml has of its own. */
function projectFile(): string {
  const options = { typescript: false, nodeargs: `--require ${require.resolve("tsx/cjs")}` };
  return stringify({
    name: "moco-infra",
    main: join(fixture, "program.ts"),
    runtime: { name: "nodejs", options },
  });
}

/** The recorded state, to be encrypted as the rest of its stack is. */
function stateOf(stack: string, folder: string): string {
  const { encryptionsalt } = parse(readFileSync(join(folder, `Pulumi.${stack}.yaml`), "utf8")) as {
    readonly encryptionsalt: string;
  };
  const secrets_providers = { type: "passphrase", state: { salt: encryptionsalt } };
  const { deployment, ...rest } = readState(stack);
  return JSON.stringify({ ...rest, deployment: { ...deployment, secrets_providers } });
}

/** With tokens of the forms that their users take, as every deployment has them. */
function readState(stack: string): RecordedState {
  const text = readFileSync(join(fixture, `${stack}.json`), "utf8");
  const wellFormedText = text.replaceAll("value of cloudflareToken", valueOf("cloudflareToken"));
  return JSON.parse(wellFormedText) as RecordedState;
}

/** The images that ran; those that came since are in nothing that was recorded. */
function imageLock(): string {
  const recorded = JSON.parse(readFileSync(join(fixture, "images.json"), "utf8")) as object;
  return JSON.stringify({ ...images, ...recorded });
}

function stepsOf(json: string): readonly Step[] {
  const { steps } = JSON.parse(json) as {
    readonly steps: readonly {
      readonly op: string;
      readonly urn: string;
      readonly oldState?: { readonly urn: string };
      readonly diffReasons?: readonly string[];
    }[];
  };
  return steps.map(({ op, urn, oldState, diffReasons = [] }) => {
    const [, , types = "", name = ""] = urn.split("::");
    return {
      op,
      resource: `${types.split("$").at(-1) ?? ""} ${name}`,
      was: oldState?.urn,
      because: diffReasons,
    };
  });
}

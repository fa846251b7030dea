import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import execa from "execa";
import { providerPlugins } from "@moco-sandbox/commands/provider-plugins";
import type { FaultRule } from "@moco-sandbox/provider-framework/fault";

import { bundlePlugins } from "../../../../sandbox/toolchain/engine/bundle-plugins";
import {
  type EngineEnvironment,
  prepareEngineEnvironment,
} from "../../../../sandbox/toolchain/engine/engine-environment";
import { ensureEngine } from "../../../../sandbox/toolchain/engine/ensure-engine";

const fixtures = join(__dirname, "fixtures");
const policyPack = ["--policy-pack", join(fixtures, "policy")];
const token = "planted-secret-4711";

let state: string;
let engine: EngineEnvironment;

interface Run {
  readonly code: number;
  readonly text: string;
}

async function pulumi(...args: readonly string[]): Promise<Run> {
  const { exitCode, all } = await execa(engine.pulumi, [...args, "--non-interactive"], {
    cwd: join(fixtures, "tiny"),
    env: { ...engine.env, NO_COLOR: "1" },
    extendEnv: false,
    all: true,
    reject: false,
  });
  return { code: exitCode, text: all ?? "" };
}

function planFaults(...faults: readonly FaultRule[]): void {
  writeFileSync(join(state, "faults.json"), JSON.stringify(faults));
}

async function sayLine(line: string): Promise<void> {
  await pulumi("config", "set", "line", line, "--stack", "test");
}

beforeAll(async () => {
  state = mkdtempSync(join(tmpdir(), "engine-test-"));
  const found = await ensureEngine(() => undefined);
  engine = prepareEngineEnvironment(found, await bundlePlugins(providerPlugins), state);
  await pulumi("stack", "init", "test");
  await sayLine("cat > /dev/null; echo hello");
  await pulumi("config", "set", "--secret", "token", token, "--stack", "test");
}, 600_000);

afterAll(() => {
  rmSync(state, { recursive: true, force: true });
  rmSync(join(fixtures, "tiny", "Pulumi.test.yaml"), { force: true });
});

describe("the engine", () => {
  it("makes what the program declares, with the policy pack enforced", async () => {
    const up = await pulumi("up", "--yes", "--skip-preview", "--stack", "test", ...policyPack);
    expect(up.text).toContain("+ 2 created");
    expect(up.text).not.toContain("warning");
    expect(up.code).toBe(0);
    const said = await pulumi("stack", "output", "said", "--show-secrets", "--stack", "test");
    expect(said.text).toBe("hello");
  }, 120_000);

  it("finds nothing to do afterwards", async () => {
    const preview = await pulumi("preview", "--expect-no-changes", "--stack", "test");
    expect(preview.code).toBe(0);
  }, 120_000);

  it("keeps a secret out of the state and of what it prints", async () => {
    const preview = await pulumi("preview", "--diff", "--stack", "test");
    expect(preview.text).not.toContain(token);
    const stacks = join(state, "pulumi", "backend", ".pulumi", "stacks", "tiny");
    const files = readdirSync(stacks).map((name) => readFileSync(join(stacks, name), "utf8"));
    expect(files.join("\n")).toContain("ciphertext");
    expect(files.join("\n")).not.toContain(token);
  }, 120_000);

  it("refuses what a mandatory policy forbids", async () => {
    await sayLine("echo LOUD");
    const preview = await pulumi("preview", "--stack", "test", ...policyPack);
    expect(preview.text).toContain("greeting.create shouts. Say it quietly.");
    expect(preview.code).not.toBe(0);
    const up = await pulumi("up", "--yes", "--skip-preview", "--stack", "test", ...policyPack);
    expect(up.code).not.toBe(0);
  }, 120_000);

  it("fails an operation that is planned to fail, once", async () => {
    await sayLine("echo again");
    const target = { provider: "command", type: "local:Command", operation: "update" } as const;
    planFaults({ ...target, fault: { error: "API is down" }, times: 1 });
    const failed = await pulumi("up", "--yes", "--skip-preview", "--stack", "test");
    expect(failed.text).toContain(
      "command: update of command:local:Command greeting failed: API is down",
    );
    expect(failed.code).not.toBe(0);
    const repeated = await pulumi("up", "--yes", "--skip-preview", "--stack", "test");
    expect(repeated.code).toBe(0);
  }, 120_000);

  it("loses an answer after the work is done, so that the work is not recorded", async () => {
    const done = join(state, "done");
    await sayLine(`touch ${done}`);
    const target = { provider: "command", type: "local:Command", operation: "update" } as const;
    planFaults({ ...target, fault: { loseConnection: true }, times: 1 });
    const failed = await pulumi("up", "--yes", "--skip-preview", "--stack", "test");
    expect(failed.text).toContain("lost its connection before the answer came");
    expect(readdirSync(state)).toContain("done");
    const preview = await pulumi("preview", "--expect-no-changes", "--stack", "test");
    expect(preview.code).not.toBe(0);
  }, 120_000);
});

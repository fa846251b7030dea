import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";

import { ensureEngine } from "@moco-sandbox/toolchain/ensure-engine";

import { cloneFile } from "../../support/fresh-clone";

const root = resolve(__dirname, "../../..");
/** As long as a token of Cloudflare's. */
const planted = "planted-5b1e0f-planted-5b1e0f-planted-5b1e0f";

/** A `pulumi` that writes down how it was called and then does what it was called for. */
function recordingPulumi(pulumi: string, log: string): string {
  return `#!/bin/sh
{ printf '%s\\n' "$@"; tr '\\0' '\\n' </proc/self/environ; tr '\\0' '\\n' </proc/$PPID/cmdline; } >>'${log}'
exec '${pulumi}' "$@"
`;
}

describe("npm run secrets", () => {
  let directory = "";
  let env: NodeJS.ProcessEnv = {};
  let configFile = "";
  let log = "";

  beforeAll(async () => {
    const engine = await ensureEngine(() => undefined);
    directory = mkdtempSync(join(tmpdir(), "secrets-e2e-"));
    log = join(directory, "calls.log");
    configFile = join(directory, "Pulumi.pm1.yaml");
    for (const folder of ["bin", "home", "backend"]) mkdirSync(join(directory, folder));
    writeFileSync(join(directory, "bin", "pulumi"), recordingPulumi(engine.pulumi, log), {
      mode: 0o755,
    });
    env = {
      ...process.env,
      PATH: [join(directory, "bin"), dirname(process.execPath), process.env["PATH"]].join(
        delimiter,
      ),
      PULUMI_HOME: join(directory, "home"),
      PULUMI_BACKEND_URL: `file://${join(directory, "backend")}`,
      PULUMI_CONFIG_PASSPHRASE: "for this test",
      PULUMI_SKIP_UPDATE_CHECK: "true",
    };
    copyFileSync(join(root, "Pulumi.yaml"), join(directory, "Pulumi.yaml"));
    copyFileSync(cloneFile("pm1"), configFile);
    const init = ["stack", "init", "pm1", "--non-interactive"];
    execFileSync(engine.pulumi, init, { cwd: directory, env, stdio: "pipe" });
  }, 600_000);

  afterAll(() => {
    rmSync(directory, { recursive: true, force: true });
  });

  function secrets(args: readonly string[], input = ""): string {
    const tsx = join(root, "node_modules", "tsx", "dist", "cli.mjs");
    const command = [tsx, join(root, "cli", "secrets", "main.ts"), ...args];
    const options = { cwd: root, env, input, encoding: "utf8", stdio: "pipe" } as const;
    return execFileSync(process.execPath, [...command, "--config-file", configFile], options);
  }

  function valueOf(key: string): string {
    const args = ["config", "get", key, "--stack", "pm1", "--config-file", configFile];
    return execFileSync("pulumi", args, { cwd: root, env, encoding: "utf8" });
  }

  it("names everything that it cannot make and changes nothing", () => {
    const before = readFileSync(configFile, "utf8");
    expect(() => secrets(["init", "pm1"])).toThrow("proxmoxToken is missing");
    expect(readFileSync(configFile, "utf8")).toBe(before);
  }, 60_000);

  it("writes only ciphertext, and no value into a command line or environment", () => {
    const given = `moco-infra:cloudflareToken=${planted}\nmoco-infra:proxmoxToken=${planted}\n`;
    const output = secrets(["init", "pm1", "--from", "-"], given);
    const made = valueOf("moco-infra:secret-n8n-encryption-key").trim();
    const hostKey = valueOf("moco-infra:hostKeyPrivate-pm1-apps");
    expect(made).toMatch(/^[0-9A-Za-z]{40,}$/);
    expect(hostKey).toMatch(/-----END OPENSSH PRIVATE KEY-----\n/);
    expect(valueOf("moco-infra:cloudflareToken").trim()).toBe(planted);
    for (const text of [output, readFileSync(configFile, "utf8"), readFileSync(log, "utf8")]) {
      expect(text).not.toContain(planted);
      expect(text).not.toContain(made);
      expect(text).not.toContain("PRIVATE KEY");
    }
    expect(readFileSync(log, "utf8")).toContain("moco-infra:secret-n8n-encryption-key");
  }, 120_000);

  it("changes nothing the second time", () => {
    const before = readFileSync(configFile, "utf8");
    expect(secrets(["init", "pm1"])).toMatch(/^pm1: all \d+ secrets are there, nothing to do\.\n$/);
    expect(readFileSync(configFile, "utf8")).toBe(before);
  }, 60_000);

  it("shows what is there without values", () => {
    const output = secrets(["check", "pm1"]);
    expect(output).toMatch(/pm1: all \d+ secrets are there\.\n$/);
    expect(output).not.toContain(planted);
  }, 60_000);

  it("rotates one secret and leaves the others", () => {
    const other = valueOf("moco-infra:secret-n8n-database-password");
    const before = valueOf("moco-infra:secret-n8n-encryption-key");
    secrets(["rotate", "pm1", "moco-infra:secret-n8n-encryption-key"]);
    expect(valueOf("moco-infra:secret-n8n-encryption-key")).not.toBe(before);
    expect(valueOf("moco-infra:secret-n8n-database-password")).toBe(other);
  }, 60_000);
});

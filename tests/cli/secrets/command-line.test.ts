import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { listSecrets } from "../../../cli/secrets/list-secrets";
import { secretsCommand } from "../../../cli/secrets/command-line";
import { initSecrets } from "../../../cli/secrets/init-secrets";
import { rotateSecret } from "../../../cli/secrets/rotate-secret";
import type { StackSecret } from "../../../stacks/config/stack-secret";
import { pulumiSecretStore } from "../../../cli/secrets/secret-store";
import { type CommandRun, runCommand } from "../../support/run-command";

jest.mock("../../../cli/secrets/list-secrets", () => ({ listSecrets: jest.fn() }));
jest.mock("../../../cli/secrets/init-secrets", () => ({ initSecrets: jest.fn() }));
jest.mock("../../../cli/secrets/rotate-secret", () => ({ rotateSecret: jest.fn() }));
jest.mock("../../../cli/secrets/secret-store", () => ({
  ...jest.requireActual<object>("../../../cli/secrets/secret-store"),
  pulumiSecretStore: jest.fn(),
}));

const proxmoxToken: readonly StackSecret[] = [
  { kind: "provided", key: "proxmoxToken", description: "API token" },
];
const secretsOf = jest.fn<readonly StackSecret[], [stack: string, configFile?: string]>(
  () => proxmoxToken,
);
const folder = mkdtempSync(join(tmpdir(), "moco-secrets-"));
const provided = join(folder, "provided");

function secrets(...words: readonly string[]): Promise<CommandRun> {
  return runCommand(secretsCommand(secretsOf), words);
}

beforeEach(() => {
  jest.clearAllMocks();
  jest.mocked(listSecrets).mockResolvedValue(true);
  writeFileSync(provided, "moco-infra:proxmoxToken=planted\n");
});

afterEach(() => {
  process.exitCode = undefined;
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe("npm run secrets", () => {
  it("makes what is missing, with values of a file", async () => {
    await secrets("init", "pm1", "--config-file", "other.yaml", "--from", provided);
    expect(jest.mocked(initSecrets).mock.calls).toEqual([
      [
        expect.objectContaining({
          stack: "pm1",
          secrets: proxmoxToken,
          given: new Map([["proxmoxToken", "planted"]]),
        }),
      ],
    ]);
    expect(secretsOf.mock.calls).toEqual([["pm1", "other.yaml"]]);
    expect(jest.mocked(pulumiSecretStore).mock.calls).toEqual([
      [{ stack: "pm1", configFile: "other.yaml" }],
    ]);
  });

  it("rotates one secret", async () => {
    await secrets("rotate", "pm1", "moco-infra:proxmoxToken");
    expect(jest.mocked(rotateSecret).mock.calls).toEqual([
      [
        expect.objectContaining({
          stack: "pm1",
          secrets: proxmoxToken,
          key: "proxmoxToken",
          given: new Map(),
        }),
      ],
    ]);
  });

  it.each([
    [true, undefined],
    [false, 1],
  ])("ends with an exit code where something is missing: complete %p", async (complete, code) => {
    jest.mocked(listSecrets).mockResolvedValue(complete);
    await secrets("check", "pm1");
    expect(process.exitCode).toBe(code);
  });

  it("names a file that cannot be read", async () => {
    await expect(secrets("init", "pm1", "--from", "/no/such/file")).rejects.toThrow(
      "secrets: /no/such/file cannot be read. Give another one, or create it.",
    );
    expect(initSecrets).not.toHaveBeenCalled();
  });

  it.each([
    [["inti", "pm1"], "error: unknown command 'inti'\n(Did you mean init?)"],
    [["init"], "error: missing required argument 'stack'"],
    [["rotate", "pm1"], "error: missing required argument 'key'"],
    [["check", "pm1", "--from", "x"], "error: unknown option '--from'"],
  ])("does not understand %j", async (words, message) => {
    expect(await secrets(...words)).toEqual({
      exitCode: 1,
      out: "",
      err: `${message}\n"npm run secrets -- --help" shows how.\n`,
    });
  });

  it("explains a command", async () => {
    expect((await secrets("rotate", "--help")).out)
      .toBe(`Usage: npm run secrets -- rotate [options] <stack> <key>

put a new value in place of one secret

Arguments:
  stack                 one of account, pm1, pm2
  key                   as \`check\` lists it

Options:
  --config-file <file>  the stack's configuration, if not Pulumi.<stack>.yaml
  --from <file>         key=value lines of provided secrets; - reads standard input
  -h, --help            display help for command

Example: npm run secrets -- rotate pm1 proxmoxToken
`);
  });

  it("lists its commands", async () => {
    const { exitCode, out } = await secrets("--help");
    expect(exitCode).toBe(0);
    expect(out).toContain(`
Commands:
  init [options] <stack>          make what is missing; what is there is never changed
  check [options] <stack>         list what is there and what is missing
  rotate [options] <stack> <key>  put a new value in place of one secret
`);
  });
});

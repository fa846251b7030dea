import {
  runSandbox,
  sandboxCommand,
  type SandboxCommands,
} from "../../../sandbox/commands/command-line";
import { type CommandRun, runCommand } from "../../support/run-command";

/** What was run, and with what. */
let calls: readonly unknown[][] = [];

const note =
  (name: string) =>
  (...args: readonly unknown[]): Promise<void> => {
    calls = [...calls, [name, ...args]];
    return Promise.resolve();
  };

const commands: SandboxCommands = {
  up: note("up"),
  preview: note("preview"),
  status: note("status"),
  ssh: note("ssh"),
  logs: note("logs"),
  destroy: note("destroy"),
};

function sandbox(...words: readonly string[]): Promise<CommandRun> {
  return runCommand(sandboxCommand(commands), words);
}

beforeEach(() => {
  calls = [];
});

describe("npm run sandbox", () => {
  it("is `up` of everything without a word", async () => {
    await runSandbox([], commands);
    expect(calls).toEqual([["up", { clearPendingCreates: false, more: [] }]]);
  });

  it.each<[string, readonly unknown[]]>([
    ["up", ["up", { clearPendingCreates: false, more: [] }]],
    ["up pm1", ["up", { stack: "pm1", clearPendingCreates: false, more: [] }]],
    ["up --refresh=false", ["up", { clearPendingCreates: false, more: ["--refresh=false"] }]],
    [
      "up pm1 --target a --diff",
      ["up", { stack: "pm1", clearPendingCreates: false, more: ["--target", "a", "--diff"] }],
    ],
    ["up --clear-pending-creates", ["up", { clearPendingCreates: true, more: [] }]],
    [
      "up --clear-pending-creates pm1",
      ["up", { stack: "pm1", clearPendingCreates: true, more: [] }],
    ],
    [
      "up pm1 --clear-pending-creates --diff",
      ["up", { stack: "pm1", clearPendingCreates: true, more: ["--diff"] }],
    ],
    ["preview", ["preview", undefined, []]],
    ["preview --diff", ["preview", undefined, ["--diff"]]],
    ["preview account --policy-pack other", ["preview", "account", ["--policy-pack", "other"]]],
    ["status", ["status"]],
    ["ssh pm1-apps", ["ssh", "pm1-apps", []]],
    ["ssh pm1-apps ls --help -l", ["ssh", "pm1-apps", ["ls", "--help", "-l"]]],
    ["logs n8n", ["logs", "n8n", { tail: "50" }]],
    ["logs -f -n all n8n", ["logs", "n8n", { tail: "all", follow: true }]],
    ["logs n8n --tail 5 --follow", ["logs", "n8n", { tail: "5", follow: true }]],
    ["logs n8n --location pm2", ["logs", "n8n", { tail: "50", location: "pm2" }]],
    ["destroy", ["destroy", {}]],
    ["destroy pm1", ["destroy", { stack: "pm1" }]],
    ["destroy --force", ["destroy", { force: true }]],
  ])("understands %j", async (words, call) => {
    expect(await sandbox(...words.split(" "))).toEqual({ exitCode: undefined, out: "", err: "" });
    expect(calls).toEqual([call]);
  });

  const all =
    'Commands: up, preview, status, ssh, logs, destroy. "npm run sandbox -- --help" explains them.';

  it.each([
    ["nonsense", `error: unknown command 'nonsense'\n${all}`],
    ["statsu", `error: unknown command 'statsu'\n(Did you mean status?)\n${all}`],
    ["pm1 --diff", `error: unknown command 'pm1'\n${all}`],
    ["--nonsense", `error: unknown option '--nonsense'\n${all}`],
    [
      "status pm1",
      `error: too many arguments for 'status'. Expected 0 arguments but got 1.\n"npm run sandbox -- status --help" shows how.`,
    ],
    ["ssh", `error: missing required argument 'guest'\n"npm run sandbox -- ssh --help" shows how.`],
    [
      "logs",
      `error: missing required argument 'service'\n"npm run sandbox -- logs --help" shows how.`,
    ],
    [
      "logs n8n --tail x",
      `error: option '-n, --tail <lines>' argument 'x' is invalid. It must be a number of lines, or all.\n"npm run sandbox -- logs --help" shows how.`,
    ],
    [
      "up pm1 --tagret a",
      `error: unknown option '--tagret'\n(Did you mean --target?)\n"pulumi up --help" explains what may stand here.`,
    ],
    [
      "preview --diff pm1",
      `error: too many arguments. Expected 0 arguments but got 1.\n"pulumi preview --help" explains what may stand here.`,
    ],
    [
      "preview pm1 --target",
      `error: option '-t, --target <urn>' argument missing\n"pulumi preview --help" explains what may stand here.`,
    ],
    [
      "destroy --focre",
      `error: unknown option '--focre'\n(Did you mean --force?)\n"npm run sandbox -- destroy --help" shows how.`,
    ],
  ])("does not understand %j", async (words, message) => {
    expect(await sandbox(...words.split(" "))).toEqual({
      exitCode: 1,
      out: "",
      err: `${message}\n`,
    });
    expect(calls).toEqual([]);
  });

  it.each(["up pm3", "preview pm3 --diff", "destroy pm3"])("refuses %j", async (words) => {
    await expect(sandbox(...words.split(" "))).rejects.toThrow(
      'stack: must be one of account, pm1, pm2, got "pm3".',
    );
    expect(calls).toEqual([]);
  });

  it.each(["up --help", "up pm1 --help", "up pm1 --diff -h"])(
    "explains `up` and does nothing: %j",
    async (words) => {
      expect(await sandbox(...words.split(" "))).toEqual({
        exitCode: 0,
        err: "",
        out: `Usage: npm run sandbox -- up [stack] [options]

deploy every stack that has something to run, or one; starts what is missing of the world

Arguments:
  stack                    one of account, pm1, pm2
  options                  passed on to \`pulumi up\`: --target <urn>, --refresh=false

Options:
  --clear-pending-creates  forget what an interrupted run was making, then deploy
  -h, --help               display help for command

Example: npm run sandbox -- up pm1
`,
      });
      expect(calls).toEqual([]);
    },
  );

  it.each(["preview", "status", "ssh", "logs", "destroy"])(
    "has an example in the help of %s",
    async (command) => {
      const { exitCode, out } = await sandbox(command, "--help");
      expect(exitCode).toBe(0);
      expect(out).toContain(`\nExample: npm run sandbox -- ${command}`);
    },
  );

  it("lists its commands", async () => {
    const { exitCode, out } = await sandbox("--help");
    expect(exitCode).toBe(0);
    expect(out).toContain(`
Commands:
  up [options] [stack] [options...]  deploy every stack that has something to run, or one; starts what is missing of the world
  preview [stack] [options...]       show what \`up\` would change, policies enforced; changes nothing
  status                             show what runs where
  ssh <guest> [command...]           log in to a guest, or run a command on it, through the management tunnel
  logs [options] <service>           show what a service's containers say
  destroy [options] [stack]          remove all stacks and the world, or one stack; caches and images stay
`);
  });
});

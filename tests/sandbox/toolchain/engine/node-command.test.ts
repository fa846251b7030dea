import { repositoryRoot } from "@moco-sandbox/world";

import {
  describeProgramEnd,
  pluginCommand,
  programCommand,
} from "../../../../sandbox/toolchain/engine/node-command";

type Option = Partial<Readonly<{ stringValue: string; boolValue: boolean }>>;

const info = (options: readonly (readonly [string, Option])[] = []) => ({
  rootDirectory: repositoryRoot,
  programDirectory: repositoryRoot,
  entryPoint: "stacks",
  options: { fieldsMap: options },
});

const runRequest = {
  project: "moco",
  stack: "pm1",
  pwd: repositoryRoot,
  program: "",
  argsList: [],
  configMap: [["moco:zone", "example.com"]],
  configsecretkeysList: ["moco:token"],
  dryrun: true,
  parallel: 4,
  monitorAddress: "127.0.0.1:1",
  organization: "organization",
} as unknown as Parameters<typeof programCommand>[0];

describe("programCommand", () => {
  it("runs Pulumi's own runner of the program's folder", () => {
    const { args, cwd, env } = programCommand(
      { ...runRequest, info: info() as never },
      "127.0.0.1:2",
    );
    expect(args).toEqual([
      `${repositoryRoot}/node_modules/@pulumi/pulumi/cmd/run/index.js`,
      ...["--monitor", "127.0.0.1:1", "--engine", "127.0.0.1:2", "--organization", "organization"],
      ...["--project", "moco", "--stack", "pm1", "--pwd", repositoryRoot, "--parallel", "4"],
      ...["--query-mode", "false", "--root-directory", repositoryRoot, "--dry-run", "stacks"],
    ]);
    expect(cwd).toBe(repositoryRoot);
    expect(env).toEqual({
      PULUMI_NODEJS_TYPESCRIPT: "true",
      PULUMI_CONFIG: '{"moco:zone":"example.com"}',
      PULUMI_CONFIG_SECRET_KEYS: '["moco:token"]',
    });
  });

  it("follows the options of Pulumi.yaml", () => {
    const options = info([
      ["nodeargs", { stringValue: "--max-old-space-size=512 --trace-warnings", boolValue: false }],
      ["typescript", { stringValue: "", boolValue: false }],
    ]);
    const { args, env } = programCommand({ ...runRequest, info: options as never }, "");
    expect(args.slice(0, 2)).toEqual(["--max-old-space-size=512", "--trace-warnings"]);
    expect(env).not.toHaveProperty("PULUMI_NODEJS_TYPESCRIPT");
  });

  it("takes quoted arguments as one, as a shell does", () => {
    const nodeargs = `--require "./a b.cjs" '--title=c d' -v`;
    const options = info([["nodeargs", { stringValue: nodeargs }]]);
    const { args } = programCommand({ ...runRequest, info: options as never }, "");
    expect(args.slice(0, 4)).toEqual(["--require", "./a b.cjs", "--title=c d", "-v"]);
  });

  it("takes fields of an option that are left out for empty ones", () => {
    const options = info([
      ["nodeargs", { stringValue: "--trace-warnings" }],
      ["typescript", { boolValue: false }],
    ]);
    const { args, env } = programCommand({ ...runRequest, info: options as never }, "");
    expect(args.slice(0, 1)).toEqual(["--trace-warnings"]);
    expect(env).not.toHaveProperty("PULUMI_NODEJS_TYPESCRIPT");
  });
});

describe("pluginCommand", () => {
  it("runs a policy pack in its own folder, with the folder last", () => {
    const request = { kind: "analyzer", pwd: "/", argsList: ["127.0.0.1:2"], envList: ["A=b=c"] };
    const { args, cwd, env } = pluginCommand({ ...request, info: info() } as never);
    expect(args).toEqual([
      `${repositoryRoot}/node_modules/@pulumi/pulumi/cmd/run-policy-pack/index.js`,
      "127.0.0.1:2",
      repositoryRoot,
    ]);
    expect(cwd).toBe(repositoryRoot);
    expect(env).toEqual({ A: "b=c", PULUMI_NODEJS_TYPESCRIPT: "true" });
  });

  it("gives nodeargs to the runner and not to Node.js, as the official host does", () => {
    const request = { kind: "analyzer", pwd: "/", argsList: ["127.0.0.1:2"], envList: [] };
    const options = info([["nodeargs", { stringValue: "--trace-warnings" }]]);
    const { args } = pluginCommand({ ...request, info: options } as never);
    expect(args.slice(1)).toEqual(["--trace-warnings", "127.0.0.1:2", repositoryRoot]);
  });

  it("says what to do where the SDK is missing", () => {
    const request = { kind: "analyzer", pwd: "/", argsList: [], envList: [] };
    const bare = { ...info(), programDirectory: "/nowhere" };
    expect(() => pluginCommand({ ...request, info: bare } as never)).toThrow(
      "@pulumi/pulumi/cmd/run-policy-pack cannot be found from /nowhere. Run npm install there.",
    );
  });
});

describe("describeProgramEnd", () => {
  it("stays silent where the program has spoken", () => {
    expect(describeProgramEnd(0, null)).toEqual({ bail: false, error: "" });
    expect(describeProgramEnd(32, null)).toEqual({ bail: true, error: "" });
  });

  it("names the exit code or the signal", () => {
    expect(describeProgramEnd(1, null).error).toBe("Program exited with non-zero exit code: 1");
    expect(describeProgramEnd(null, "SIGKILL").error).toBe("Program was ended by SIGKILL");
  });
});

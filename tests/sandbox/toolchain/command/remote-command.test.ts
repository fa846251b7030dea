import { setMaxListeners } from "node:events";

import type { OperationContext, Values } from "@moco-sandbox/provider-framework/plugin";

import { closeConnections } from "../../../../sandbox/toolchain/command/connection-pool";
import { remoteCommand } from "../../../../sandbox/toolchain/command/remote-command";
import { makeHostKey, password, startServer, type TestServer } from "./ssh-server";

const hostKey = makeHostKey();
let server: TestServer;
let lines: string[];

const { signal } = new AbortController();
setMaxListeners(0, signal);

const context: OperationContext<unknown> = {
  config: {},
  urn: "",
  name: "release",
  type: "command:remote:Command",
  stateDirectory: "",
  signal,
  log: (line) => lines.push(line),
};

const connect = (values: Values = {}): Values => ({
  host: "127.0.0.1",
  port: server.port,
  user: "ops",
  password,
  hostKey: hostKey.public,
  dialErrorLimit: 1,
  ...values,
});

const create = async (inputs: Values): Promise<Values | undefined> =>
  (await remoteCommand.create({ connection: connect(), ...inputs }, context)).outputs;

beforeAll(async () => {
  server = await startServer(hostKey, 0, ["PULUMI_COMMAND_STDOUT", "GREETING"]);
});

beforeEach(() => {
  lines = [];
});

afterAll(async () => {
  await closeConnections();
  server.close();
});

describe("remoteCommand", () => {
  it("hands stdin over and returns both streams without the last newline", async () => {
    const outputs = await create({ create: "cat; echo noise >&2", stdin: "one\ntwo\n" });
    expect(outputs).toEqual({ stdout: "one\ntwo", stderr: "noise" });
    expect(lines.sort()).toEqual(["noise", "one", "two"]);
  });

  it("shows only the streams that logging names", async () => {
    await create({ create: "echo out; echo err >&2", logging: "none" });
    await create({ create: "echo out; echo err >&2", logging: "stderr" });
    expect(lines).toEqual(["err"]);
  });

  it("fails with the exit code and the command's own words", async () => {
    await expect(create({ create: 'echo "no such release" >&2; exit 3' })).rejects.toThrow(
      'Process exited with status 3: running "echo \\"no such release\\" >&2; exit 3":\nno such release\n',
    );
  });

  it("runs update on update, or else create, with the previous output in the environment", async () => {
    const state = { stdout: "first", stderr: "" };
    const update = (inputs: Values): Promise<Values> | undefined =>
      remoteCommand.update?.("id", { connection: connect(), ...inputs }, state, context);
    const command = "echo again after $PULUMI_COMMAND_STDOUT";
    await expect(update({ create: "exit 9", update: command })).resolves.toEqual({
      stdout: "again after first",
      stderr: "",
    });
    await expect(update({ create: command, addPreviousOutputInEnv: false })).resolves.toEqual({
      stdout: "again after",
      stderr: "",
    });
  });

  it("sets variables that the server accepts and refuses the others", async () => {
    await expect(
      create({ create: "echo $GREETING", environment: { GREETING: "hi" } }),
    ).resolves.toEqual({ stdout: "hi", stderr: "" });
    await expect(create({ create: "echo", environment: { TOKEN: "hunter2" } })).rejects.toThrow(
      'could not set environment variable "TOKEN": ssh: setenv failed. Name it in the server\'s AcceptEnv, or set it in the command itself.',
    );
  });

  it("keeps one connection for all commands, and more where sessions are many", async () => {
    const before = server.connections();
    await Promise.all(Array.from({ length: 12 }, () => create({ create: "sleep 0.2" })));
    expect(server.connections() - before).toBe(1);
  });

  it("refuses a machine with another host key", async () => {
    const other = makeHostKey().public;
    await expect(create({ create: "id", connection: connect({ hostKey: other }) })).rejects.toThrow(
      /^ops@127\.0\.0\.1:\d+ after 1 failed attempts: host key mismatch: the machine has SHA256:\S+, pinned is SHA256:\S+\. Find out which machine answers before you change the pin\.$/,
    );
  });

  it("tries again until the machine is up", async () => {
    const later = await startServer(hostKey);
    const { port } = later;
    later.close();
    const running = create({
      create: "echo up",
      connection: connect({ port, dialErrorLimit: 10 }),
    });
    await new Promise((resolve) => setTimeout(resolve, 300));
    const started = await startServer(hostKey, port);
    await expect(running).resolves.toEqual({ stdout: "up", stderr: "" });
    expect(lines[0]).toBe("Dial 1/10 failed: retrying");
    await closeConnections();
    started.close();
  });

  it("says what it tried where nobody answers", async () => {
    await expect(
      create({ create: "id", connection: connect({ port: 1, dialErrorLimit: 2 }) }),
    ).rejects.toThrow("ops@127.0.0.1:1 after 2 failed attempts: connect ECONNREFUSED 127.0.0.1:1");
  });
});

import { type ChildProcess, spawn } from "node:child_process";

import * as grpc from "@grpc/grpc-js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/language_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { endWithParent } from "@moco-sandbox/provider-framework/end-with-parent";
import { refuseMethods, unaryMethod } from "@moco-sandbox/provider-framework/grpc-method";

import {
  describeProgramEnd,
  pluginCommand,
  programCommand,
  type NodeCommand,
} from "./node-command";

/** The Node.js language host: starts programs and policy packs for the engine. */

const engineAddress = process.argv.slice(2).find((argument) => !argument.startsWith("-")) ?? "";
const running = new Set<ChildProcess>();

function start({ args, cwd, env }: NodeCommand, stdio: "inherit" | "pipe"): ChildProcess {
  const child = spawn(process.execPath, [...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ["ignore", stdio, stdio],
  });
  running.add(child);
  child.once("close", () => running.delete(child));
  return child;
}

function stopAll(): void {
  for (const child of running) child.kill("SIGTERM");
}

function runProgram(request: messages.RunRequest): Promise<messages.RunResponse> {
  const child = start(programCommand(request.toObject(), engineAddress), "inherit");
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => {
      const { bail, error } = describeProgramEnd(code, signal);
      resolve(new messages.RunResponse().setBail(bail).setError(error));
    });
  });
}

function runPlugin(
  call: grpc.ServerWritableStream<messages.RunPluginRequest, messages.RunPluginResponse>,
): void {
  const child = start(pluginCommand(call.request.toObject()), "pipe");
  child.stdout?.on("data", (data: Buffer) => {
    call.write(new messages.RunPluginResponse().setStdout(data));
  });
  child.stderr?.on("data", (data: Buffer) => {
    call.write(new messages.RunPluginResponse().setStderr(data));
  });
  child.once("error", (error) => {
    call.emit("error", { code: grpc.status.UNKNOWN, details: error.message });
  });
  child.once("close", (code) => {
    call.write(new messages.RunPluginResponse().setExitcode(code ?? 1));
    call.end();
  });
  call.on("cancelled", () => child.kill("SIGTERM"));
}

const server = new grpc.Server({ "grpc.max_receive_message_length": 400 * 1_024 * 1_024 });
server.addService(LanguageRuntimeService, {
  ...refuseMethods(LanguageRuntimeService),
  getPluginInfo: unaryMethod(() => new PluginInfo().setVersion("1.0.0")),
  handshake: unaryMethod(() => new messages.LanguageHandshakeResponse()),
  // Plugins are found on PATH, so none is required by version and none is downloaded.
  getRequiredPackages: unaryMethod(() => new messages.GetRequiredPackagesResponse()),
  getRequiredPlugins: unaryMethod(() => new messages.GetRequiredPluginsResponse()),
  getProgramDependencies: unaryMethod(() => new messages.GetProgramDependenciesResponse()),
  runtimeOptionsPrompts: unaryMethod(() => new messages.RuntimeOptionsResponse()),
  about: unaryMethod(() =>
    new messages.AboutResponse().setExecutable(process.execPath).setVersion(process.version),
  ),
  // npm has already installed what there is; see the README.
  installDependencies: (call: grpc.ServerWritableStream<unknown, unknown>) => {
    call.end();
  },
  run: unaryMethod(runProgram),
  runPlugin,
  cancel: unaryMethod(() => {
    stopAll();
    return new Empty();
  }),
});
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error !== null) throw error;
  process.stdout.write(`${String(port)}\n`);
});
endWithParent();
process.once("SIGTERM", () => {
  stopAll();
  process.exit(143);
});

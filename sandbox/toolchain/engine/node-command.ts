import { createRequire } from "node:module";
import { join } from "node:path";

import type { ProgramInfo, RunPluginRequest, RunRequest } from "@pulumi/pulumi/proto/language_pb";

/** One run of Node.js. */
export interface NodeCommand {
  readonly args: readonly string[];
  readonly cwd: string;
  /** Added to the host's own environment. */
  readonly env: Readonly<Record<string, string>>;
}

/** Exit code of a program that has told the user already what is wrong. */
const alreadyReported = 32;

/** How to run a program: the arguments and variables that Pulumi's own runner reads. */
export function programCommand(request: RunRequest.AsObject, engineAddress: string): NodeCommand {
  const folder = request.info?.programDirectory ?? request.pwd;
  const config = Object.fromEntries(request.configMap);
  const flags = {
    monitor: request.monitorAddress,
    engine: engineAddress,
    organization: request.organization,
    project: request.project,
    stack: request.stack,
    pwd: folder,
    parallel: String(request.parallel),
    "query-mode": "false",
    ...(request.info === undefined ? {} : { "root-directory": request.info.rootDirectory }),
  };
  return {
    args: [
      ...nodeArguments(request.info),
      locate("@pulumi/pulumi/cmd/run", folder),
      ...Object.entries(flags).flatMap(([name, value]) => [`--${name}`, value]),
      ...(request.dryrun ? ["--dry-run"] : []),
      request.info?.entryPoint ?? ".",
      ...request.argsList,
    ],
    cwd: request.pwd,
    env: {
      ...runnerEnvironment(request.info),
      PULUMI_CONFIG: JSON.stringify(config),
      PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.configsecretkeysList),
    },
  };
}

/** How to run a plugin that is written for Node.js; a policy pack is one of kind `analyzer`. */
export function pluginCommand(request: RunPluginRequest.AsObject): NodeCommand {
  const folder = request.info?.programDirectory ?? request.pwd;
  const isPolicyPack = request.kind === "analyzer";
  const runner = isPolicyPack
    ? "@pulumi/pulumi/cmd/run-policy-pack"
    : "@pulumi/pulumi/cmd/run-plugin";
  return {
    args: [
      locate(runner, folder),
      // After the runner, as the official host has them: they are no arguments of Node.js there either.
      ...nodeArguments(request.info),
      ...(isPolicyPack ? [...request.argsList, folder] : [folder, ...request.argsList]),
    ],
    cwd: isPolicyPack ? folder : request.pwd,
    env: {
      ...Object.fromEntries(request.envList.map(splitVariable)),
      ...runnerEnvironment(request.info),
    },
  };
}

/** What the end of a program means to the engine. */
export function describeProgramEnd(
  code: number | null,
  signal: string | null,
): { readonly bail: boolean; readonly error: string } {
  if (code === 0) return { bail: false, error: "" };
  if (code === alreadyReported) return { bail: true, error: "" };
  return {
    bail: false,
    error:
      code === null
        ? `Program was ended by ${String(signal)}`
        : `Program exited with non-zero exit code: ${String(code)}`,
  };
}

function runnerEnvironment(info: ProgramInfo.AsObject | undefined): Record<string, string> {
  const tsconfig = optionsOf(info)["tsconfig"];
  return {
    ...(optionsOf(info)["typescript"] === false ? {} : { PULUMI_NODEJS_TYPESCRIPT: "true" }),
    ...(typeof tsconfig === "string" ? { PULUMI_NODEJS_TSCONFIG_PATH: tsconfig } : {}),
  };
}

function nodeArguments(info: ProgramInfo.AsObject | undefined): readonly string[] {
  const { nodeargs } = optionsOf(info);
  if (typeof nodeargs !== "string") return [];
  return [...nodeargs.matchAll(/"([^"]*)"|'([^']*)'|\S+/g)].map(
    ([word, double, single]) => double ?? single ?? word,
  );
}

/** `runtime.options` of Pulumi.yaml, out of the protobuf form. */
function optionsOf(info: ProgramInfo.AsObject | undefined): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    (info?.options?.fieldsMap ?? []).map(([name, { stringValue, boolValue }]) => [
      name,
      // A field that is not set is empty or left out, as the protobuf library's version has it.
      stringValue || boolValue,
    ]),
  );
}

function locate(module: string, folder: string): string {
  try {
    return createRequire(join(folder, "package.json")).resolve(module);
  } catch {
    throw new Error(`${module} cannot be found from ${folder}. Run npm install there.`);
  }
}

function splitVariable(entry: string): [string, string] {
  const equals = entry.indexOf("=");
  return [entry.slice(0, equals), entry.slice(equals + 1)];
}

import { setMaxListeners } from "node:events";

import * as grpc from "@grpc/grpc-js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { stateDirectory } from "@moco-sandbox/world";

import { endWithParent } from "./end-with-parent";
import { refuseMethods, unaryMethod } from "./grpc-method";
import { connectEngineLog } from "./engine-log";
import { createOperations, nameAndType } from "./operations";
import type { InputChange } from "./compare-inputs";
import { topLevelName } from "./compare-inputs";
import { imagined } from "./imagined";
import type { Plugin, Values } from "./plugin";
import { mapValues, plainValues, unknownValue } from "./wire/wire-value";

const messageLimit = 400 * 1_024 * 1_024;

/** Runs a provider plugin: serves the engine's protocol on a free port and prints that port. */
export function servePlugin<Config>(standIn: Plugin<Config>): void {
  const plugin = process.env["MOCO_SANDBOX_IMAGINED"] === "true" ? imagined(standIn) : standIn;
  endWithParent();
  const interruption = new AbortController();
  // Every running operation listens.
  setMaxListeners(0, interruption.signal);
  const log = connectEngineLog(process.argv.slice(2).find((argument) => !argument.startsWith("-")));
  let configured: { readonly config: Config } | undefined;
  const configOf = (): Config => {
    if (configured === undefined)
      throw new Error(`${plugin.name}: the provider is not configured.`);
    return configured.config;
  };
  const operations = createOperations(plugin, {
    config: configOf,
    stateDirectory,
    signal: interruption.signal,
    log,
  });

  const server = new grpc.Server({
    "grpc.max_receive_message_length": messageLimit,
    "grpc.max_send_message_length": messageLimit,
  });
  server.addService(ResourceProviderService, {
    ...refuseMethods(ResourceProviderService),

    getPluginInfo: unaryMethod(() => new PluginInfo().setVersion(plugin.version)),
    attach: unaryMethod(() => new Empty()),
    getSchema: unaryMethod(() =>
      new messages.GetSchemaResponse().setSchema(
        JSON.stringify({ name: plugin.name, version: plugin.version }),
      ),
    ),
    handshake: unaryMethod(() => new messages.ProviderHandshakeResponse().setAcceptSecrets(true)),
    checkConfig: unaryMethod((request: messages.CheckRequest) =>
      new messages.CheckResponse()
        .setInputs(request.getNews())
        .setFailuresList(
          operations.checkConfig(request.getUrn(), valuesOf(request.getNews())).map(failureOf),
        ),
    ),
    diffConfig: unaryMethod(() => new messages.DiffResponse()),
    configure: unaryMethod((request: messages.ConfigureRequest) => {
      configured = { config: plugin.configure(decodeConfig(valuesOf(request.getArgs()))) };
      return new messages.ConfigureResponse().setAcceptsecrets(true).setSupportspreview(true);
    }),
    cancel: unaryMethod(() => {
      interruption.abort();
      return new Empty();
    }),

    check: unaryMethod((request: messages.CheckRequest) => {
      const { inputs, failures } = operations.check(
        request.getUrn(),
        valuesOf(request.getOlds()),
        valuesOf(request.getNews()),
        request.getRandomseed_asB64(),
      );
      return new messages.CheckResponse()
        .setInputs(structOf(inputs))
        .setFailuresList(failures.map(failureOf));
    }),
    diff: unaryMethod((request: messages.DiffRequest) => {
      const { changes, deleteBeforeReplace } = operations.diff(
        request.getUrn(),
        valuesOf(request.getOldInputs()),
        valuesOf(request.getOlds()),
        valuesOf(request.getNews()),
      );
      return renderDifference(changes, deleteBeforeReplace, request.getIgnorechangesList());
    }),
    create: unaryMethod(async (request: messages.CreateRequest) => {
      const properties = valuesOf(request.getProperties());
      const { id, state } = await operations.create(
        request.getUrn(),
        properties,
        request.getPreview(),
      );
      return new messages.CreateResponse().setId(id).setProperties(structOf(state));
    }),
    read: unaryMethod(async (request: messages.ReadRequest) => {
      const { id, inputs, state } = await operations.read(
        request.getUrn(),
        request.getId(),
        valuesOf(request.getInputs()),
        valuesOf(request.getProperties()),
      );
      return new messages.ReadResponse()
        .setId(id)
        .setInputs(structOf(inputs))
        .setProperties(structOf(state));
    }),
    update: unaryMethod(async (request: messages.UpdateRequest) => {
      const state = await operations.update(
        request.getUrn(),
        request.getId(),
        valuesOf(request.getNews()),
        valuesOf(request.getOlds()),
        request.getPreview(),
      );
      return new messages.UpdateResponse().setProperties(structOf(state));
    }),
    delete: unaryMethod(async (request: messages.DeleteRequest) => {
      const state = valuesOf(request.getProperties());
      await operations.delete(request.getUrn(), request.getId(), state);
      return new Empty();
    }),
    invoke: unaryMethod(async (request: messages.InvokeRequest) => {
      const token = request.getTok();
      const run = plugin.functions?.[token];
      if (run === undefined) {
        throw new Error(`${plugin.name}: function ${token} is not stood in for.`);
      }
      const urn = `urn:pulumi:invoke::invoke::${token}::${token}`;
      const result = await run(plainValues(valuesOf(request.getArgs())), {
        config: configOf(),
        urn,
        ...nameAndType(urn),
        stateDirectory,
        signal: interruption.signal,
        log: (message, severity = "info") => {
          log("", message, severity);
        },
      });
      return new messages.InvokeResponse().setReturn(structOf(result));
    }),
  });
  server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
    if (error !== null) throw error;
    process.stdout.write(`${String(port)}\n`);
  });
}

/** Without a property name the engine prints no value, which might be a secret. */
function failureOf(reason: string): messages.CheckFailure {
  return new messages.CheckFailure().setReason(reason);
}

/** Engine's ignoreChanges are already applied to the inputs; what is left differs for real. */
function renderDifference(
  changes: readonly InputChange[],
  deleteBeforeReplace: boolean,
  ignored: readonly string[],
): messages.DiffResponse {
  const real = changes.filter(({ path }) => !ignored.includes(path));
  const response = new messages.DiffResponse()
    .setChanges(
      real.length > 0
        ? messages.DiffResponse.DiffChanges.DIFF_SOME
        : messages.DiffResponse.DiffChanges.DIFF_NONE,
    )
    .setDiffsList(distinctNames(real))
    .setReplacesList(distinctNames(real.filter(({ replaces }) => replaces)))
    .setDeletebeforereplace(deleteBeforeReplace)
    .setHasdetaileddiff(real.length > 0);
  for (const change of real) {
    response
      .getDetaileddiffMap()
      .set(change.path, new messages.PropertyDiff().setKind(kindOf(change)).setInputdiff(true));
  }
  return response;
}

function distinctNames(changes: readonly InputChange[]): string[] {
  return [...new Set(changes.map(({ path }) => topLevelName(path)))];
}

function kindOf({ kind, replaces }: InputChange): messages.PropertyDiff.Kind {
  const kinds = messages.PropertyDiff.Kind;
  switch (kind) {
    case "add":
      return replaces ? kinds.ADD_REPLACE : kinds.ADD;
    case "delete":
      return replaces ? kinds.DELETE_REPLACE : kinds.DELETE;
    case "update":
      return replaces ? kinds.UPDATE_REPLACE : kinds.UPDATE;
  }
}

/** SDKs send nested configuration as JSON text; unknown values of a preview are left out. */
function decodeConfig(config: Values): Values {
  return mapValues(plainValues(config), (value) => {
    if (typeof value !== "string") return value;
    if (value.includes(unknownValue)) return undefined;
    return /^[[{]|^(true|false)$/.test(value) ? unwrapJson(value) : value;
  });
}

function unwrapJson(text: string): unknown {
  try {
    return plainValues({ value: JSON.parse(text) as unknown })["value"];
  } catch {
    return text;
  }
}

function valuesOf(struct: Struct | undefined): Values {
  return struct?.toJavaScript() ?? {};
}

function structOf(values: Values): Struct {
  return Struct.fromJavaScript(values as Record<string, JavaScriptValue>);
}

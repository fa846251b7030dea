import { createHash } from "node:crypto";

import { renderProblem, type Problem } from "../../model/basics/problem";
import { checkInputs } from "./check-inputs";
import { computedParts } from "./computed-parts";
import { compareInputs, type InputChange, topLevelName } from "./compare-inputs";
import type { ResourceFacts } from "./facts/facts";
import { type Operation, runWithFaults } from "./fault";
import { knownInputs, plannedInputs } from "./planned-inputs";
import type { OperationContext, Plugin, ResourceHandler, Values } from "./plugin";
import { refreshedInputs } from "./refreshed-inputs";
import {
  holdsSecret,
  mapValues,
  plainValues,
  unknownValue,
  withoutUnknowns,
  wrapLike,
  wrapSecret,
} from "./wire/wire-value";
import { validateInputs } from "./validation/validate-inputs";

/** What a plugin answers to the engine, on values as the engine sends them. */
export interface Operations {
  readonly check: (
    urn: string,
    olds: Values,
    news: Values,
    seed: string,
  ) => { readonly inputs: Values; readonly failures: readonly string[] };
  /** Faults of the provider's own configuration. */
  readonly checkConfig: (urn: string, config: Values) => readonly string[];
  readonly diff: (urn: string, oldInputs: Values, olds: Values, news: Values) => Difference;
  readonly create: (urn: string, inputs: Values, preview: boolean) => Promise<Created>;
  readonly read: (urn: string, id: string, inputs: Values, state: Values) => Promise<ReadBack>;
  readonly update: (
    urn: string,
    id: string,
    inputs: Values,
    state: Values,
    preview: boolean,
  ) => Promise<Values>;
  readonly delete: (urn: string, id: string, state: Values) => Promise<void>;
}

interface Created {
  readonly id: string;
  readonly state: Values;
}

interface ReadBack {
  /** Empty when the resource is gone. */
  readonly id: string;
  readonly inputs: Values;
  readonly state: Values;
}

interface Difference {
  readonly changes: readonly InputChange[];
  readonly deleteBeforeReplace: boolean;
}

/** Where an operation runs. */
export interface OperationEnvironment<Config> {
  /** Called before each operation that needs it: a preview may have no configuration yet. */
  readonly config: () => Config;
  readonly stateDirectory: string;
  readonly signal: AbortSignal;
  readonly log: (
    urn: string,
    message: string,
    severity: "status" | "info" | "warning" | "error",
  ) => void;
}

/** All that a plugin does with resources, apart from how it talks to the engine. */
export function createOperations<Config>(
  plugin: Plugin<Config>,
  environment: OperationEnvironment<Config>,
): Operations {
  const resourceOf = (urn: string) => findResource(plugin, urn);
  const contextOf = (urn: string): OperationContext<Config> => ({
    get config() {
      return environment.config();
    },
    ...nameAndType(urn),
    urn,
    stateDirectory: environment.stateDirectory,
    signal: environment.signal,
    log: (message, severity = "info") => {
      environment.log(urn, message, severity);
    },
  });
  const withFaults = <T>(urn: string, operation: Operation, run: () => Promise<T>): Promise<T> =>
    runWithFaults(
      environment.stateDirectory,
      { provider: plugin.name, ...nameAndType(urn), operation },
      run,
    );

  return {
    check: (urn, olds, news, seed) => {
      const { facts, handler } = resourceOf(urn);
      const named = autoname(handler, nameAndType(urn).name, olds, news, seed);
      const inputs = fillDefaults(handler, named);
      const plain = withoutUnknowns(plainValues(inputs)) as Values;
      const problems: readonly Problem[] = [
        ...checkInputs(facts.inputs, inputs),
        ...(handler.check?.(plain, contextOf(urn)) ?? []),
      ];
      return {
        inputs: markSecretInputs(facts, inputs),
        failures: [
          ...problems.map(renderProblem),
          ...validateInputs(facts, inputs, nameAndType(urn).name),
        ],
      };
    },

    checkConfig: (urn, config) => {
      const { name, type } = nameAndType(urn);
      const facts = plugin.facts[type];
      if (facts === undefined) return [];
      return validateInputs(facts, config, name).map(
        (reason) => `could not validate provider configuration: ${reason}`,
      );
    },

    diff: (urn, oldInputs, olds, news) => {
      const { facts, handler } = resourceOf(urn);
      const known = knownInputs(facts, plainValues(oldInputs), plainValues(olds));
      const after = plannedInputs(facts, known, plainValues(news));
      const compared = compareInputs(facts.inputs, known, after);
      const differing = new Set(compared.map(({ path }) => topLevelName(path)));
      const anew = handler.plansAnew?.(plainValues(olds), plainValues(news)) ?? [];
      const found: readonly InputChange[] = [
        ...compared,
        ...anew
          .filter((path) => !differing.has(path))
          .map((path) => ({ path, kind: "update" as const, replaces: false })),
      ];
      const names = [...new Set(found.map(({ path }) => topLevelName(path)))];
      const forced = handler.replacesOn?.(names, plainValues(olds), after) ?? [];
      return {
        changes: found.map((change) =>
          forced.includes(topLevelName(change.path)) ? { ...change, replaces: true } : change,
        ),
        deleteBeforeReplace: handler.deleteBeforeReplace ?? false,
      };
    },

    create: async (urn, inputs, preview) => {
      const { facts, handler } = resourceOf(urn);
      if (preview) return { id: "", state: previewCreate(facts, handler, inputs) };
      const plain = plainValues(inputs);
      const { id, outputs } = await withFaults(urn, "create", () =>
        handler.create(plain, contextOf(urn)),
      );
      return { id, state: stateOf(facts, handler, inputs, withoutAbsent(facts, inputs, outputs)) };
    },

    read: async (urn, name, inputs, state) => {
      const { facts, handler } = resourceOf(urn);
      const id = handler.idOf?.(name) ?? name;
      if (handler.read === undefined) return { id, inputs, state };
      const { read } = handler;
      const plain = plainValues(state);
      const found = await withFaults(urn, "read", () => read(id, plain, contextOf(urn)));
      if (found === undefined) return { id: "", inputs: {}, state: {} };
      // An import has no inputs yet: take over whatever can be one.
      const taken =
        Object.keys(inputs).length > 0
          ? refreshedInputs(facts.inputs, inputs, found)
          : mapValues(found, (value, name) =>
              facts.inputs[name] === undefined ? undefined : value,
            );
      const readInputs = markSecretInputs(facts, taken);
      return {
        id,
        inputs: readInputs,
        state: stateOf(facts, handler, readInputs, { ...plain, ...found }),
      };
    },

    update: async (urn, id, inputs, state, preview) => {
      const { facts, handler } = resourceOf(urn);
      const old = plainValues(state);
      const kept = mapValues(old, (value, name) =>
        facts.inputs[name] === undefined ||
        (facts.inputs[name].computed && inputs[name] === undefined)
          ? value
          : undefined,
      );
      const parts = computedParts(facts.inputs, plainValues(inputs), old);
      if (preview) {
        const changed = unknowns(handler.changedByUpdate ?? []);
        return stateOf(facts, handler, inputs, { ...kept, ...parts, ...changed });
      }
      const { update } = handler;
      if (update === undefined) return stateOf(facts, handler, inputs, { ...kept, ...parts });
      const outputs = await withFaults(urn, "update", () =>
        update(id, withNulls(facts, plainValues(inputs), old), old, contextOf(urn)),
      );
      const answered = withoutAbsent(facts, inputs, outputs);
      return stateOf(facts, handler, inputs, { ...kept, ...parts, ...answered });
    },

    delete: async (urn, id, state) => {
      const { handler } = resourceOf(urn);
      await withFaults(urn, "delete", async () =>
        handler.delete?.(id, plainValues(state), contextOf(urn)),
      );
    },
  };
}

function findResource<Config>(
  plugin: Plugin<Config>,
  urn: string,
): { readonly facts: ResourceFacts; readonly handler: ResourceHandler<Config> } {
  const { type } = nameAndType(urn);
  const handler = plugin.types[type];
  const facts = plugin.facts[type];
  if (handler === undefined || facts === undefined) {
    throw new Error(
      `${plugin.name}: type ${type} is not stood in for. Use one of ${Object.keys(plugin.types).join(", ")}.`,
    );
  }
  return { facts, handler };
}

/** A URN ends in `<parent type>$<type>::<name>`. */
export function nameAndType(urn: string): { readonly name: string; readonly type: string } {
  const [, , types = "", ...name] = urn.split("::");
  return { type: types.split("$").at(-1) ?? types, name: name.join("::") };
}

function autoname(
  handler: ResourceHandler<never>,
  logicalName: string,
  olds: Values,
  news: Values,
  seed: string,
): Values {
  const property = handler.autoname;
  if (property === undefined || news[property] !== undefined) return news;
  const suffix = createHash("sha256").update(seed).digest("hex").slice(0, 7);
  return { ...news, [property]: olds[property] ?? `${logicalName}-${suffix}` };
}

/** Defaults see plain values, so they may only add what is missing. */
function fillDefaults(handler: ResourceHandler<never>, inputs: Values): Values {
  if (handler.defaults === undefined) return inputs;
  return mapValues(handler.defaults(plainValues(inputs)), (value, name) =>
    wrapLike(inputs[name], value),
  );
}

function markSecretInputs(facts: ResourceFacts, inputs: Values): Values {
  return mapValues(inputs, (value, name) =>
    facts.inputs[name]?.secret === true ? wrapSecret(value) : value,
  );
}

function previewCreate(
  facts: ResourceFacts,
  handler: ResourceHandler<never>,
  inputs: Values,
): Values {
  const computed = Object.entries(facts.inputs).filter(
    ([name, fact]) => fact.computed && inputs[name] === undefined,
  );
  const planned = computed.map(([name, fact]): [string, unknown] => [
    name,
    fact.default ?? unknownValue,
  ]);
  return stateOf(facts, handler, inputs, {
    ...unknowns(Object.keys(facts.outputs)),
    ...Object.fromEntries(planned),
    ...computedParts(facts.inputs, plainValues(inputs), {}, unknownValue),
  });
}

/** Right after it was made, the Plugin Framework has nothing for what is neither given nor computed; a read has. */
function withoutAbsent(facts: ResourceFacts, inputs: Values, outputs: Values = {}): Values {
  if (facts.schema !== "plugin-framework") return outputs;
  return mapValues(outputs, (value, name) => {
    const fact = facts.inputs[name];
    const isAbsent = fact !== undefined && !fact.computed && inputs[name] === undefined;
    return isAbsent ? undefined : value;
  });
}

/** The Plugin Framework tells an API in so many words that what it answered is not wanted. */
function withNulls(facts: ResourceFacts, inputs: Values, state: Values): Values {
  if (facts.schema !== "plugin-framework") return inputs;
  const nulls = Object.entries(facts.inputs)
    .filter(([name, fact]) => !fact.computed && hasValue(state[name]) && !hasValue(inputs[name]))
    .map(([name]) => [name, null] as const);
  return { ...inputs, ...Object.fromEntries(nulls) };
}

function hasValue(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function unknowns(names: readonly string[]): Values {
  return Object.fromEntries(names.map((name): [string, unknown] => [name, unknownValue]));
}

/** Inputs keep their secret marks; outputs get theirs from the facts, the handler and equal inputs. */
function stateOf(
  facts: ResourceFacts,
  handler: ResourceHandler<never>,
  inputs: Values,
  outputs: Values,
): Values {
  const tainted = handler.secretFromInputs === true && holdsSecret(inputs);
  const state = { ...plainValues(inputs), ...outputs };
  return mapValues(state, (value, name) => {
    const isOutput = facts.inputs[name] === undefined;
    const isSecretName =
      facts.inputs[name]?.secret === true ||
      facts.outputs[name]?.secret === true ||
      handler.secretOutputs?.includes(name) === true;
    return isSecretName || (isOutput && tainted)
      ? wrapSecret(value)
      : wrapLike(inputs[name], value);
  });
}

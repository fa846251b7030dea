import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import type { PropertyFacts, ResourceFacts } from "./facts/facts";
import type { Plugin, ResourceHandler, Values } from "./plugin";
import { isRecord } from "./wire/wire-value";

/**
 * A stand-in that only imagines what it makes, so that a stack can be deployed without a machine. What
 * a preview asks of a provider (check and diff) is the stand-in's own.
 */
export function imagined<Config>(plugin: Plugin<Config>): Plugin<Config> {
  const types = Object.entries(plugin.types).map(([token, handler]) => [
    token,
    imaginedHandler(handler, plugin.facts[token]),
  ]);
  return { ...plugin, types: Object.fromEntries(types) as Plugin<Config>["types"] };
}

function imaginedHandler<Config>(
  handler: ResourceHandler<Config>,
  facts: ResourceFacts | undefined,
): ResourceHandler<Config> {
  return {
    ...handler,
    create: (inputs, { name }) =>
      Promise.resolve({ id: `${name}-id`, outputs: outputsOf(name, facts, inputs) }),
    read: (_id, state, { name, stateDirectory }) =>
      Promise.resolve(foundInstead(stateDirectory, name, state)),
    update: () => Promise.resolve({}),
    delete: () => Promise.resolve(),
  };
}

/** File in the state's folder that says what a read finds: by a resource's name its values, or null. */
export const imaginedReads = "imagined-reads.json";

function foundInstead(stateDirectory: string, name: string, state: Values): Values | undefined {
  const path = join(stateDirectory, imaginedReads);
  if (!existsSync(path)) return state;
  const found = (JSON.parse(readFileSync(path, "utf8")) as Readonly<Record<string, Values | null>>)[
    name
  ];
  return found === null ? undefined : { ...state, ...found };
}

function outputsOf(name: string, facts: ResourceFacts | undefined, inputs: Values): Values {
  const computed = Object.entries(facts?.inputs ?? {}).filter(
    ([property, fact]) => fact.computed && inputs[property] === undefined,
  );
  const missing = [...Object.entries(facts?.outputs ?? {}), ...computed];
  return {
    ...Object.fromEntries(
      missing.map(([property, fact]) => [
        property,
        fact.default ?? valueOf(fact.type, `${name}-${property}`),
      ]),
    ),
    // What the program reads of the parts of a guest.
    ...completed(inputs, "networkDevices", { macAddress: newMacAddress() }),
    ...completed(inputs, "disks", { pathInDatastore: `${name}-disk` }),
  };
}

/** A machine that is made again has another one. */
function newMacAddress(): string {
  return `BC:24:11:${(randomBytes(3).toString("hex").match(/../g) ?? []).join(":").toUpperCase()}`;
}

function completed(inputs: Values, property: string, parts: Values): Values {
  const value = inputs[property];
  return Array.isArray(value)
    ? { [property]: value.map((each: unknown) => (isRecord(each) ? { ...parts, ...each } : each)) }
    : {};
}

function valueOf(type: PropertyFacts["type"], text: string): unknown {
  switch (type.kind) {
    case "list":
      return [];
    case "map":
    case "object":
      return {};
    case "boolean":
      return true;
    case "integer":
    case "number":
      return 1;
    case "enum":
      return type.values[0];
    default:
      return text;
  }
}

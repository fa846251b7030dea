import type { Properties } from "./facts/facts";
import { isRecord, mapValues, type Values } from "./wire/wire-value";

/**
 * What a provider fills in below the top: the plain values of the properties that have such parts, each
 * part that the program left out taken from the same place of the state, else its default, else the fallback.
 */
export function computedParts(
  properties: Properties,
  inputs: Values,
  state: Values,
  fallback?: unknown,
): Values {
  return mapValues(inputs, (value, name) => {
    const inside = properties[name]?.properties ?? {};
    if (!hasComputed(inside)) return undefined;
    return fill(inside, value, state[name], fallback);
  });
}

function hasComputed(properties: Properties): boolean {
  return Object.values(properties).some((fact) => fact.computed || hasComputed(fact.properties));
}

function fill(properties: Properties, value: unknown, state: unknown, fallback: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map((element: unknown, index) =>
      fill(properties, element, Array.isArray(state) ? state[index] : undefined, fallback),
    );
  }
  if (!isRecord(value)) return value;
  const before = isRecord(state) ? state : {};
  const missing = Object.entries(properties)
    .filter(([name, fact]) => fact.computed && (value[name] ?? undefined) === undefined)
    .map(([name, fact]) => [name, before[name] ?? fact.default ?? fallback] as const)
    .filter(([, part]) => part !== undefined);
  return {
    ...value,
    ...computedParts(properties, value, before, fallback),
    ...Object.fromEntries(missing),
  };
}

import type { Properties, PropertyFacts, ResourceFacts } from "./facts/facts";
import type { SchemaKind } from "./facts/facts-file";
import type { Values } from "./plugin";
import { isRecord, mapValues } from "./wire/wire-value";

/** Recorded inputs, and what the API answered for those that the program left out. Values are plain. */
export function knownInputs(
  { schema, inputs }: ResourceFacts,
  olds: Values,
  state: Values,
): Values {
  return schema === "pulumi" ? olds : addAnswers(inputs, olds, state);
}

/**
 * Wanted inputs, and what the provider plans for those that the program leaves out: what it computes stays as it is,
 * what has a default gets that, and anything else goes.
 */
export function plannedInputs(
  { schema, inputs }: ResourceFacts,
  known: Values,
  news: Values,
): Values {
  return schema === "pulumi" ? news : addPlans(schema, inputs, known, news);
}

function addAnswers(properties: Properties, olds: Values, state: Values): Values {
  return mapProperties(properties, olds, (name, { properties: inside }, old) =>
    old === undefined
      ? (state[name] ?? undefined)
      : mapObjects(old, state[name], (value, answer) => addAnswers(inside, value, answer)),
  );
}

function addPlans(schema: SchemaKind, properties: Properties, known: Values, news: Values): Values {
  return mapProperties(properties, news, (name, fact, wanted) =>
    wanted === undefined
      ? planFor(schema, fact, known[name] ?? undefined)
      : mapObjects(wanted, known[name], (value, before) =>
          addPlans(schema, fact.properties, before, value),
        ),
  );
}

function planFor(schema: SchemaKind, fact: PropertyFacts, known: unknown): unknown {
  if (known === undefined || fact.required) return undefined;
  if (fact.default !== undefined) return fact.default;
  if (fact.computed) return known;
  // SDKv2 takes nothing, zero and the empty text for the same, and suppresses most of what blocks answer.
  return schema === "sdk-v2" && isQuiet(known) ? known : undefined;
}

function isQuiet(known: unknown): boolean {
  return known === "" || known === 0 || known === false || typeof known === "object";
}

function mapProperties(
  properties: Properties,
  values: Values,
  map: (name: string, fact: PropertyFacts, value: unknown) => unknown,
): Values {
  const mapped = mapValues(properties, (fact, name) =>
    map(name, fact as PropertyFacts, values[name] ?? undefined),
  );
  return { ...values, ...mapped };
}

/** Maps an object beside its counterpart, or each object of a list beside the one at its place. */
function mapObjects(
  value: unknown,
  beside: unknown,
  map: (value: Values, beside: Values) => Values,
): unknown {
  if (Array.isArray(value)) {
    const others: readonly unknown[] = Array.isArray(beside) ? beside : [];
    return value.map((element: unknown, i) => mapObjects(element, others[i], map));
  }
  return isRecord(value) && isRecord(beside) ? map(value, beside) : value;
}

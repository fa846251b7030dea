import type { Properties, PropertyFacts } from "./facts/facts";
import { isRecord, isSecret, type Values, wrapSecret } from "./wire/wire-value";

/**
 * Inputs after a refresh, as Pulumi's bridge takes them from what was read: of an object only what the
 * program gave, at any depth. What a provider fills in beside that (a disk's path, a MAC address) is
 * state, and no difference that an update could remove.
 */
export function refreshedInputs(facts: Properties, inputs: Values, found: Values): Values {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, input]) => {
      const fact = facts[name];
      if (fact === undefined || !(name in found)) return [name, input];
      return [name, refreshed(fact, input, found[name])];
    }),
  );
}

function refreshed(fact: PropertyFacts, input: unknown, found: unknown): unknown {
  if (isSecret(input)) return wrapSecret(refreshed(fact, input.value, found));
  if (Array.isArray(input) && Array.isArray(found)) {
    // One that was added behind the program's back is a difference.
    return found.map((element: unknown, index) =>
      index < input.length ? refreshed(fact, input[index], element) : element,
    );
  }
  // A map has no properties: each of its keys is the program's.
  if (isRecord(input) && isRecord(found) && Object.keys(fact.properties).length > 0) {
    return refreshedInputs(fact.properties, input, found);
  }
  return found;
}

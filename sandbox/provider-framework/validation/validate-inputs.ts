import type { ResourceFacts } from "../facts/facts";
import { unknownValue, type Values } from "../wire/wire-value";
import { acceptsValue } from "./accepts-value";
import { type Place, placesIn } from "./place";
import { refuseCombination } from "./refuse-combination";
import { elementsOf, type Refusal, type Subject, subjectOf } from "./subject";
import type { AnyValidator } from "../facts/validator";
import { wordForPluginFramework } from "./word-plugin-framework";
import { wordForSdk } from "./word-sdk";

/**
 * What the provider's own validators say against a resource's inputs, in the words that its real plugin has for it;
 * values as the engine sends them.
 */
export function validateInputs(
  { schema, inputs }: ResourceFacts,
  values: Values,
  resource: string,
): readonly string[] {
  return validatePlace({ schema, values, properties: inputs, property: "", attribute: "" }).map(
    ({ property, text }) => `${text}. Examine values at '${resource}.${property}'.`,
  );
}

function validatePlace(place: Place): readonly Refusal[] {
  return Object.entries(place.properties).flatMap(([name, fact]) => {
    const subject = subjectOf(place, name, fact);
    const refusals = fact.validators.flatMap((validator) => refuse(validator, subject));
    // A provider does not look into what it refuses as a whole.
    return refusals.length > 0 ? refusals : placesIn(place, name).flatMap(validatePlace);
  });
}

function refuse(validator: AnyValidator, subject: Subject): readonly Refusal[] {
  if (validator.rule === "elements") {
    return elementsOf(subject).flatMap((element) => refuse(validator.each, element));
  }
  return textsOf(validator, subject).map((text) => ({ property: subject.property, text }));
}

function textsOf(validator: AnyValidator, subject: Subject): readonly string[] {
  const { value } = subject;
  const combined = refuseCombination(validator, subject);
  if (combined.length > 0) return combined;
  if (value === undefined || value === unknownValue) return [];
  // What is no plain value has the wrong type, which is refused already.
  if (acceptsValue(validator, value)) return [];
  return subject.place.schema === "sdk-v2"
    ? wordForSdk(validator, subject)
    : [wordForPluginFramework(validator, subject)];
}

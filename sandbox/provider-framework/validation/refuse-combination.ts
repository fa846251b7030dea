import { unknownValue } from "../wire/wire-value";
import { quoted } from "./go-text";
import { otherProperty } from "./place";
import type { Subject } from "./subject";
import type { Validator } from "../facts/validator";

/** What the Plugin Framework's validators say of properties that do not go together. */
export function refuseCombination(validator: Validator, subject: Subject): readonly string[] {
  const { place, value, attribute } = subject;
  if (value === unknownValue) return [];
  const other = (path: string) => otherProperty(place, path);
  const isGiven = value !== undefined;
  switch (validator.rule) {
    case "alsoRequires":
    case "conflictsWith": {
      if (!isGiven) return [];
      const [refused, wish] =
        validator.rule === "alsoRequires"
          ? [false, "must be specified when"]
          : [true, "cannot be specified when"];
      return validator.others
        .map(other)
        .filter((found) => found.value !== unknownValue && isSet(found.value) === refused)
        .map((found) =>
          combination(
            `Attribute ${quoted(found.attribute)} ${wish} ${quoted(attribute)} is specified`,
          ),
        );
    }
    case "exactlyOneOf": {
      const others = validator.others.map(other);
      if (others.some((found) => found.value === unknownValue)) return [];
      const given = others.filter((found) => isSet(found.value)).length + (isGiven ? 1 : 0);
      if (given === 1) return [];
      const named = `[${others.map(({ expression }) => expression.replace(/^</, `${attribute}.<`)).join(",")}]`;
      const count = given === 0 ? "No attribute" : `${String(given)} attributes`;
      return [combination(`${count} specified when one (and only one) of ${named} is required`)];
    }
    case "requiresOtherToBeOneOf":
    case "requiresOtherToNotBeOneOf":
    case "requiredWhenOtherIsOneOf": {
      if (isGiven === (validator.rule === "requiredWhenOtherIsOneOf")) return [];
      const found = other(validator.other);
      if (found.value === unknownValue) return [];
      const isListed = validator.values.some((listed) => listed === (found.value ?? null));
      if (isListed === (validator.rule === "requiresOtherToBeOneOf")) return [];
      const listed = validator.values.map((each) =>
        each === null ? "<null>" : quoted(String(each)),
      );
      return [
        combination(
          `${quoted(attribute)} ${wishes[validator.rule]} if ${quoted(found.expression)} is one of: ${listed.join(", ")}`,
        ),
      ];
    }
    default:
      return [];
  }
}

const wishes = {
  requiresOtherToBeOneOf: "can only be set",
  requiresOtherToNotBeOneOf: "can not be set",
  requiredWhenOtherIsOneOf: "has to be set",
};

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function combination(text: string): string {
  return `Invalid Attribute Combination. ${text}`;
}

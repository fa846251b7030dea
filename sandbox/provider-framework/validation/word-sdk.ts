import { acceptsValue } from "./accepts-value";
import { goNumber, quoted, quotedList } from "./go-text";
import type { Subject } from "./subject";
import type { AnyValidator } from "../facts/validator";

/** What terraform-plugin-sdk's validation says of a value that a rule does not accept, a sentence for each rule. */
export function wordForSdk(validator: AnyValidator, subject: Subject): readonly string[] {
  const { shown, isInteger } = subject;
  const name = validator.byPath === true ? subject.attribute : subject.lastName;
  const number = (value: number): string => goNumber(value, isInteger);
  const got = (): string => number(Number(subject.value));
  switch (validator.rule) {
    case "any":
      return validator.of
        .filter((each) => !acceptsValue(each, subject.value))
        .flatMap((each) => wordForSdk(each, subject));
    case "oneOf":
      return [`expected ${name} to be one of ${quotedList(validator.values)}, got ${shown}`];
    case "pattern":
      if (validator.wording !== undefined) {
        return [
          validator.wording.replaceAll("{attribute}", name).replaceAll("{value}", () => shown),
        ];
      }
      return [
        validator.message === undefined
          ? `expected value of ${name} to match regular expression ${quoted(validator.pattern)}, got ${shown}`
          : `invalid value for ${name} (${validator.message})`,
      ];
    case "between": {
      const range = `(${number(validator.min)} - ${number(validator.max)})`;
      return [`expected ${name} to be in the range ${range}, got ${got()}`];
    }
    case "atLeast":
      return [`expected ${name} to be at least (${number(validator.min)}), got ${got()}`];
    case "lengthBetween": {
      const range = `(${String(validator.min)} - ${String(validator.max)})`;
      return [`expected length of ${name} to be in the range ${range}, got ${shown}`];
    }
    case "notEmpty":
      return [`expected ${quoted(name)} to not be an empty string, got ${shown}`];
    case "empty":
      return [`expected ${quoted(name)} to be an empty string: got ${shown}`];
    case "duration":
      return [`expected value of ${name} to be a duration - got: ${shown}`];
    case "ipAddress":
      return [`expected ${name} to contain a valid IP, got: ${shown}`];
    default:
      throw new Error(`facts: ${name} has a rule "${validator.rule}", which this schema has not.`);
  }
}

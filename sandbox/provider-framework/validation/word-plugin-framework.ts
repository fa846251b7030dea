import { sizeOf } from "./accepts-value";
import { goNumber, quoted, quotedList } from "./go-text";
import type { Subject } from "./subject";
import type { Validator } from "../facts/validator";

/** What terraform-plugin-framework-validators says of a value that a rule does not accept. */
export function wordForPluginFramework(validator: Validator, subject: Subject): string {
  const { attribute, shown, isInteger } = subject;
  const number = (value: number): string => goNumber(value, isInteger);
  const refuse = (summary: string, wish: string, got: string): string =>
    `${summary}. Attribute ${attribute} ${wish}, got: ${got}`;
  switch (validator.rule) {
    case "oneOf": {
      const wish = `value must be one of: ${quotedList(validator.values)}`;
      return refuse("Invalid Attribute Value Match", wish, quoted(shown));
    }
    case "pattern": {
      const wish =
        validator.message ?? `value must match regular expression '${validator.pattern}'`;
      return validator.sensitive === true
        ? `Invalid Attribute Value. Attribute ${attribute} ${wish}`
        : refuse("Invalid Attribute Value Match", wish, shown);
    }
    case "between": {
      const wish = `value must be between ${number(validator.min)} and ${number(validator.max)}`;
      return refuse("Invalid Attribute Value", wish, number(Number(subject.value)));
    }
    case "atLeast": {
      const wish = `value must be at least ${number(validator.min)}`;
      return refuse("Invalid Attribute Value", wish, number(Number(subject.value)));
    }
    case "lengthAtLeast": {
      const wish = `string length must be at least ${String(validator.min)}`;
      const length = String(Buffer.byteLength(String(subject.value)));
      return refuse("Invalid Attribute Value Length", wish, length);
    }
    case "sizeAtMost": {
      const wish = `must contain at most ${String(validator.max)} elements`;
      return refuse("Invalid Attribute Value", wish, String(sizeOf(subject.value)));
    }
    default:
      throw new Error(
        `facts: ${attribute} has a rule "${validator.rule}", which this schema has not.`,
      );
  }
}

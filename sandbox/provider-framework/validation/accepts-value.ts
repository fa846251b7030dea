import { isIP } from "node:net";

import { isRecord } from "../wire/wire-value";
import type { Validator } from "../facts/validator";

const goDuration = /^[-+]?(0|((\d+(\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h))+)$/;

/** Whether a rule that looks at nothing but the value accepts it. */
export function acceptsValue(validator: Validator, value: unknown): boolean {
  const text = String(value);
  switch (validator.rule) {
    case "oneOf": {
      const same = (listed: unknown): boolean =>
        validator.ignoreCase === true
          ? String(listed).toLowerCase() === text.toLowerCase()
          : String(listed) === text;
      return validator.values.some(same);
    }
    case "pattern":
      return (
        (validator.orEmpty === true && text === "") || new RegExp(validator.pattern).test(text)
      );
    case "between":
      return (
        Number(value) === validator.except ||
        (Number(value) >= validator.min && Number(value) <= validator.max)
      );
    case "atLeast":
      return Number(value) >= validator.min;
    case "lengthAtLeast":
      return Buffer.byteLength(text) >= validator.min;
    case "lengthBetween":
      return Buffer.byteLength(text) >= validator.min && Buffer.byteLength(text) <= validator.max;
    case "notEmpty":
      return text !== "";
    case "empty":
      return text === "";
    case "duration":
      return goDuration.test(text);
    case "ipAddress":
      return isIP(text) !== 0;
    case "sizeAtMost":
      return sizeOf(value) <= validator.max;
    case "any":
      return validator.of.some((each) => acceptsValue(each, value));
    default:
      return true;
  }
}

/** Properties of an object that are given. */
export function sizeOf(value: unknown): number {
  return isRecord(value)
    ? Object.values(value).filter((each) => each !== undefined && each !== null).length
    : 0;
}

import * as sdk from "@pulumi/policy";

/** Thrown by the SDK's proxies where a property is read that only a deployment will know. */
export interface UnknownValue extends Error {
  readonly props: readonly PropertyKey[];
}

// The SDK exports the class and leaves its type out of its declarations.
const { UnknownValueError } = sdk as unknown as {
  readonly UnknownValueError: new () => UnknownValue;
};

/** True for what the SDK throws at an unknown value. */
export function isUnknownValue(error: unknown): error is UnknownValue {
  return error instanceof UnknownValueError;
}

/** Values that a list in a facts file names; null stands for a property that is left out. */
type Listed = string | number | null;

/**
 * A rule of a provider's schema for one property. Other properties are named by their path from the root of the
 * resource, or from the object that both are in: `<.type`.
 */
export type Validator =
  | { readonly rule: "oneOf"; readonly values: readonly Listed[]; readonly ignoreCase?: boolean }
  | PatternValidator
  | {
      readonly rule: "between";
      readonly min: number;
      readonly max: number;
      /** A value outside that is accepted all the same. */
      readonly except?: number;
    }
  | { readonly rule: "atLeast" | "lengthAtLeast"; readonly min: number }
  | { readonly rule: "lengthBetween"; readonly min: number; readonly max: number }
  | { readonly rule: "notEmpty" | "empty" | "duration" | "ipAddress" }
  | { readonly rule: "sizeAtMost"; readonly max: number }
  | { readonly rule: "elements"; readonly each: AnyValidator }
  | { readonly rule: "any"; readonly of: readonly AnyValidator[] }
  | {
      readonly rule: "alsoRequires" | "conflictsWith" | "exactlyOneOf";
      readonly others: readonly string[];
    }
  | {
      readonly rule:
        "requiresOtherToBeOneOf" | "requiresOtherToNotBeOneOf" | "requiredWhenOtherIsOneOf";
      readonly other: string;
      readonly values: readonly Listed[];
    };

/** A rule, and how an SDKv2 provider names the property in its refusal. */
export type AnyValidator = Validator & {
  /** By its whole path, `cluster.0.scope`; left out: by its last name, `scope`. */
  readonly byPath?: boolean;
};

/** The value matches a regular expression. */
export interface PatternValidator {
  readonly rule: "pattern";
  readonly pattern: string;
  /** What the refusal says instead of the expression. */
  readonly message?: string;
  /** The whole refusal, where a provider wrote its own: `{attribute}` and `{value}` are filled in. */
  readonly wording?: string;
  /** Empty text is accepted. */
  readonly orEmpty?: boolean;
  /** The refusal leaves the value out. */
  readonly sensitive?: boolean;
}

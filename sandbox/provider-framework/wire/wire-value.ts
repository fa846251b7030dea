/** Properties of a resource: plain values, secrets unwrapped. */
export type Values = Readonly<Record<string, unknown>>;

/** Marks of the engine's protocol: how a property says that it is more than its JSON. */
const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

/** Stands for a value that a preview does not know yet. */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** True for an object with named properties. */
export function isRecord(value: unknown): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** True for a value in the protocol's secret wrapping. */
export function isSecret(value: unknown): value is { readonly value: unknown } {
  return isRecord(value) && value[signatureKey] === secretSignature;
}

/** Puts a value into the protocol's secret wrapping. */
export function wrapSecret(value: unknown): unknown {
  return isSecret(value) ? value : { [signatureKey]: secretSignature, value };
}

/** The value without any secret wrapping, at any depth. */
export function unwrapSecrets(value: unknown): unknown {
  if (isSecret(value)) return unwrapSecrets(value.value);
  if (Array.isArray(value)) return value.map(unwrapSecrets);
  if (isRecord(value)) return mapValues(value, unwrapSecrets);
  return value;
}

/** `unwrapSecrets` for a whole set of properties. */
export function plainValues(values: Values): Values {
  return mapValues(values, unwrapSecrets);
}

/** True where the value holds a secret at any depth. */
export function holdsSecret(value: unknown): boolean {
  if (isSecret(value)) return true;
  if (Array.isArray(value)) return value.some(holdsSecret);
  return isRecord(value) && Object.values(value).some(holdsSecret);
}

/** The value with unknown parts left out: `undefined`, or a gap in a list. */
export function withoutUnknowns(value: unknown): unknown {
  if (value === unknownValue) return undefined;
  if (Array.isArray(value)) return value.map(withoutUnknowns);
  if (isRecord(value)) return mapValues(value, withoutUnknowns);
  return value;
}

/** The plain value with secret wrapping wherever the pattern has it; lists are matched by place. */
export function wrapLike(pattern: unknown, value: unknown): unknown {
  if (value === undefined) return undefined;
  if (isSecret(pattern)) return wrapSecret(value);
  if (Array.isArray(pattern) && Array.isArray(value)) {
    return value.map((element: unknown, index) => wrapLike(pattern[index], element));
  }
  if (isRecord(pattern) && isRecord(value)) {
    return mapValues(value, (element, key) => wrapLike(pattern[key], element));
  }
  return value;
}

/** A copy of the record with each value mapped; those that become `undefined` are left out. */
export function mapValues(
  values: Values,
  map: (value: unknown, key: string) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values)
      .map(([key, value]): [string, unknown] => [key, map(value, key)])
      .filter(([, value]) => value !== undefined),
  );
}

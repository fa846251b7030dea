import { hostKeyPublicPrefix } from "./stack-secret";

/** The public host keys lie beside the secrets that they belong to, as keys of their own. */
export function splitHostKeys(document: Readonly<Record<string, unknown>>): {
  /** By guest. */
  readonly hostKeys: Readonly<Record<string, string>>;
  readonly document: Readonly<Record<string, unknown>>;
} {
  const entries = Object.entries(document);
  const isKey = ([key]: readonly [string, unknown]): boolean => key.startsWith(hostKeyPublicPrefix);
  return {
    hostKeys: Object.fromEntries(
      entries
        .filter(isKey)
        .map(([key, value]) => [key.slice(hostKeyPublicPrefix.length), String(value)]),
    ),
    document: Object.fromEntries(entries.filter((entry) => !isKey(entry))),
  };
}

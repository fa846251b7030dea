import type { ConfigValue } from "../../cli/secrets/make-secret";
import type { SecretStore } from "../../cli/secrets/secret-store";

/** A stack's configuration in memory, with everything that was set on it. */
export function aSecretStore(present: Readonly<Record<string, boolean>> = {}): SecretStore & {
  readonly values: readonly ConfigValue[];
} {
  const keys = new Map(Object.entries(present));
  const values: ConfigValue[] = [];
  return {
    values,
    list: () => Promise.resolve(new Map(keys)),
    set: (value) => {
      values.push(value);
      keys.set(value.key, value.secret);
      return Promise.resolve();
    },
  };
}

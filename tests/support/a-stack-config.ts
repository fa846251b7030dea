import type { ConfigValue } from "../../cli/secrets/make-secret";
import type { StackConfig } from "../../cli/secrets/stack-config";

/** A stack's configuration in memory, with everything that was set on it. */
export function aStackConfig(present: Readonly<Record<string, boolean>> = {}): StackConfig & {
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

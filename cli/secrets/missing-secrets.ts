import type { Problem } from "../../model/basics/problem";
import { keysOf, type StackSecret } from "../../stacks/config/stack-secret";

/** Secrets that are not there yet; a host key counts as there when its private part is. */
export function missingSecrets(
  secrets: readonly StackSecret[],
  present: ReadonlyMap<string, boolean>,
): readonly StackSecret[] {
  return secrets.filter(({ key }) => !present.has(key));
}

/** What is there and must not be left like that. */
export function checkPresent(
  secrets: readonly StackSecret[],
  present: ReadonlyMap<string, boolean>,
  stack: string,
): Problem[] {
  const plain = secrets
    .filter(({ key }) => present.get(key) === false)
    .map(({ key }) => ({
      path: key,
      problem: "is in the configuration in plain text",
      fix: `Treat it as known to others: run \`npm run secrets -- rotate ${stack} ${key}\`.`,
    }));
  const half = secrets
    .filter((secret) => present.has(secret.key) && keysOf(secret).some((key) => !present.has(key)))
    .map((secret) => ({
      path: secret.key,
      problem: "has lost its public part",
      fix: `Run \`npm run secrets -- rotate ${stack} ${secret.key}\`.`,
    }));
  return [...plain, ...half];
}

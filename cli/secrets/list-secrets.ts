import { refuse } from "../../model/basics/user-error";
import { nameOf } from "./init-secrets";
import { checkPresent } from "./missing-secrets";
import type { StackSecret } from "../../stacks/config/stack-secret";
import { checkStackSecrets } from "./check-stack-secrets";
import type { SecretStore } from "./secret-store";

/** Shows what is there and what is missing, never a value; true when nothing is missing. */
export async function listSecrets(
  stack: string,
  secrets: readonly StackSecret[],
  store: SecretStore,
  report: (line: string) => void,
): Promise<boolean> {
  refuse(`Secrets of ${stack}`, checkStackSecrets(secrets));
  const present = await store.list();
  const width = Math.max(0, ...secrets.map(({ key }) => key.length));
  for (const secret of secrets) {
    const state = present.has(secret.key) ? "there  " : "MISSING";
    report(`${state}  ${secret.key.padEnd(width)}  ${secret.description} (${nameOf(secret)})`);
  }
  refuse(`Secrets of ${stack}`, checkPresent(secrets, present, stack));
  const missing = secrets.filter(({ key }) => !present.has(key)).length;
  report(
    missing === 0
      ? `${stack}: all ${String(secrets.length)} secrets are there.`
      : `${stack}: ${String(missing)} of ${String(secrets.length)} secrets are missing. Run \`npm run secrets -- init ${stack}\`.`,
  );
  return missing === 0;
}

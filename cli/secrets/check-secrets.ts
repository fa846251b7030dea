import { refuse } from "../../model/basics/user-error";
import { nameOf } from "./init-secrets";
import { checkPresent } from "./missing-specs";
import { type SecretSpec, checkSecretSpecs } from "./secret-spec";
import type { StackConfig } from "./stack-config";

/** Shows what is there and what is missing, never a value; true when nothing is missing. */
export async function checkSecrets(
  stack: string,
  specs: readonly SecretSpec[],
  config: StackConfig,
  report: (line: string) => void,
): Promise<boolean> {
  refuse(`Secrets of ${stack}`, checkSecretSpecs(specs));
  const present = await config.list();
  const width = Math.max(0, ...specs.map(({ key }) => key.length));
  for (const spec of specs) {
    const state = present.has(spec.key) ? "there  " : "MISSING";
    report(`${state}  ${spec.key.padEnd(width)}  ${spec.description} (${nameOf(spec)})`);
  }
  refuse(`Secrets of ${stack}`, checkPresent(specs, present, stack));
  const missing = specs.filter(({ key }) => !present.has(key)).length;
  report(
    missing === 0
      ? `${stack}: all ${String(specs.length)} secrets are there.`
      : `${stack}: ${String(missing)} of ${String(specs.length)} secrets are missing. Run \`npm run secrets -- init ${stack}\`.`,
  );
  return missing === 0;
}

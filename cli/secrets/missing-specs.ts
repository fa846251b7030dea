import type { Problem } from "../../model/basics/problem";
import { type SecretSpec, keysOf } from "./secret-spec";

/** Secrets that are not there yet; a host key counts as there when its private part is. */
export function missingSpecs(
  specs: readonly SecretSpec[],
  present: ReadonlyMap<string, boolean>,
): readonly SecretSpec[] {
  return specs.filter(({ key }) => !present.has(key));
}

/** What is there and must not be left like that. */
export function checkPresent(
  specs: readonly SecretSpec[],
  present: ReadonlyMap<string, boolean>,
  stack: string,
): Problem[] {
  const plain = specs
    .filter(({ key }) => present.get(key) === false)
    .map(({ key }) => ({
      path: key,
      problem: "is in the configuration in plain text",
      fix: `Treat it as known to others: run \`npm run secrets -- rotate ${stack} ${key}\`.`,
    }));
  const half = specs
    .filter((spec) => present.has(spec.key) && keysOf(spec).some((key) => !present.has(key)))
    .map((spec) => ({
      path: spec.key,
      problem: "has lost its public part",
      fix: `Run \`npm run secrets -- rotate ${stack} ${spec.key}\`.`,
    }));
  return [...plain, ...half];
}

import type { Problem } from "../../model/basics/problem";
import type { StackSecret } from "./stack-secret";
import type { StackConfig } from "./read-stack-config";

/** Secrets that are missing, lie there unencrypted, or belong to nothing. */
export function checkSecrets(
  stack: string,
  secrets: readonly StackSecret[],
  config: Pick<StackConfig, "document" | "secretKeys">,
): readonly Problem[] {
  const needed = new Set(secrets.map(({ key }) => key));
  return [
    ...secrets.flatMap(({ key, description }) => {
      if (config.secretKeys.has(key)) return [];
      return key in config.document
        ? [
            {
              path: key,
              problem: "must be encrypted",
              fix: `Make a new value, for this one is known: "pulumi config set --secret ${key} --stack ${stack}".`,
            },
          ]
        : [
            {
              path: key,
              problem: `is missing (${description})`,
              fix: `Run "npm run secrets -- init ${stack}".`,
            },
          ];
    }),
    ...[...config.secretKeys]
      .filter((key) => !needed.has(key))
      .map((key) => ({
        path: key,
        problem: "is a secret that nothing reads",
        fix: `Correct the spelling, or remove it: "pulumi config rm ${key} --stack ${stack}".`,
      })),
  ];
}

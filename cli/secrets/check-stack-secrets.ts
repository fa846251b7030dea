import type { Problem } from "../../model/basics/problem";
import { keysOf, type StackSecret } from "../../stacks/config/stack-secret";

/** Faults in the list of a stack's secrets. */
export function checkStackSecrets(secrets: readonly StackSecret[]): Problem[] {
  const keys = secrets.flatMap(keysOf);
  return [
    ...keys
      .filter((key) => !/^[A-Za-z][A-Za-z0-9_-]*$/.test(key))
      .map((key) => ({
        path: key,
        problem: "must be a flat configuration key",
        fix: "Write it like secret-n8n-encryption-key.",
      })),
    ...[...new Set(keys.filter((key, index) => keys.indexOf(key) !== index))].map((key) => ({
      path: key,
      problem: "is used by two secrets",
      fix: "Give every secret its own key.",
    })),
    ...secrets.flatMap((secret) =>
      secret.kind === "password" && (secret.length ?? 40) < 20
        ? [
            {
              path: secret.key,
              problem: "must have at least 20 characters",
              got: String(secret.length),
              fix: "Leave the length out for 40.",
            },
          ]
        : [],
    ),
  ];
}

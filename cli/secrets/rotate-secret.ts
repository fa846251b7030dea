import { refuse } from "../../model/basics/user-error";
import { isProvided, nameOf } from "./init-secrets";
import { makeSecret } from "./make-secret";
import { type AskForValue, checkForm, checkProvided } from "./provided-values";
import { keysOf, type StackSecret } from "../../stacks/config/stack-secret";
import type { SecretStore } from "./secret-store";

export interface RotateOptions {
  readonly stack: string;
  readonly key: string;
  readonly secrets: readonly StackSecret[];
  readonly store: SecretStore;
  readonly given: ReadonlyMap<string, string>;
  readonly ask?: AskForValue | undefined;
  readonly report: (line: string) => void;
}

/** Puts a new value in place of one secret; the next `pulumi up` brings it to where it is used. */
export async function rotateSecret(options: RotateOptions): Promise<void> {
  const { stack, key, secrets, store, given, ask, report } = options;
  const secret = secrets.find((candidate) => keysOf(candidate).includes(key));
  refuse(
    `Secrets of ${stack}`,
    secret === undefined
      ? [
          {
            path: key,
            problem: "is not a secret of this stack",
            fix: `Run \`npm run secrets -- check ${stack}\` for the list.`,
          },
        ]
      : [],
  );
  if (secret === undefined) return;
  for (const text of secret.onRotation ?? []) report(`${secret.key}: ${text}`);
  if (isProvided(secret)) {
    const known = [secret.key];
    refuse(`Secrets of ${stack}`, checkProvided([secret], known, given, stack, ask !== undefined));
    const value = given.get(secret.key) ?? (await ask?.(secret)) ?? "";
    refuse(
      `Secrets of ${stack}`,
      value === ""
        ? [{ path: key, problem: "is empty", fix: "Run the command again." }]
        : checkForm(secret, value),
    );
    await store.set({ key: secret.key, value, secret: true });
  } else {
    for (const value of await makeSecret(secret)) await store.set(value);
  }
  report(`${secret.key}: set anew (${nameOf(secret)}). ${secret.description}`);
  report(`Run \`pulumi up --stack ${stack}\` to bring it to where it is used.`);
}

import { refuse } from "../../model/basics/user-error";
import { type ConfigValue, makeSecret } from "./make-secret";
import { checkPresent, missingSecrets } from "./missing-secrets";
import { type AskForValue, checkForm, checkProvided } from "./provided-values";
import type { ProvidedSecret, StackSecret } from "../../stacks/config/stack-secret";
import { checkStackSecrets } from "./check-stack-secrets";
import type { SecretStore } from "./secret-store";

export interface InitOptions {
  readonly stack: string;
  readonly secrets: readonly StackSecret[];
  readonly store: SecretStore;
  /** By key; values that were made elsewhere. */
  readonly given: ReadonlyMap<string, string>;
  /** Asks a person; left out where there is none. */
  readonly ask?: AskForValue | undefined;
  readonly report: (line: string) => void;
}

/** Makes what is missing and never touches what is there. Returns the keys that it set. */
export async function initSecrets(options: InitOptions): Promise<readonly string[]> {
  const { stack, secrets, store, given, ask, report } = options;
  refuse(`Secrets of ${stack}`, checkStackSecrets(secrets));
  const present = await store.list();
  const missing = missingSecrets(secrets, present);
  const wanted = missing.filter(isProvided);
  const known = secrets.filter(isProvided).map(({ key }) => key);
  refuse(`Secrets of ${stack}`, [
    ...checkPresent(secrets, present, stack),
    ...checkProvided(wanted, known, given, stack, ask !== undefined),
  ]);
  if (missing.length === 0) {
    report(`${stack}: all ${String(secrets.length)} secrets are there, nothing to do.`);
    return [];
  }
  // All questions come first: a person who breaks off has changed nothing.
  const answers = await collectAnswers(wanted, given, ask);
  const done: string[] = [];
  for (const [index, secret] of missing.entries()) {
    const values = isProvided(secret)
      ? [{ key: secret.key, value: answers.get(secret.key) ?? "", secret: true }]
      : await makeSecret(secret);
    await setAll(store, values);
    done.push(...values.map(({ key }) => key));
    report(
      `[${String(index + 1)}/${String(missing.length)}] ${secret.key}: set (${nameOf(secret)})`,
    );
  }
  report(
    `${stack}: ${String(missing.length)} set, ${String(secrets.length - missing.length)} were there.`,
  );
  return done;
}

/** What a kind of secret is called in messages. */
export function nameOf(secret: StackSecret): string {
  switch (secret.kind) {
    case "password":
      return `password of ${String(secret.length ?? 40)} characters`;
    case "tunnelSecret":
      return "tunnel secret";
    case "sshHostKey":
      return `SSH host key of ${secret.guest}`;
    case "provided":
      return "provided";
  }
}

/** True for secrets that a person has to bring. */
export function isProvided(secret: StackSecret): secret is ProvidedSecret {
  return secret.kind === "provided";
}

async function collectAnswers(
  wanted: readonly ProvidedSecret[],
  given: ReadonlyMap<string, string>,
  ask: AskForValue | undefined,
): Promise<ReadonlyMap<string, string>> {
  const answers = new Map<string, string>();
  for (const secret of wanted) {
    const value = given.get(secret.key) ?? (await ask?.(secret)) ?? "";
    answers.set(secret.key, value);
  }
  refuse(
    "Secrets",
    wanted.flatMap((secret) => {
      const value = answers.get(secret.key) ?? "";
      return value === ""
        ? [{ path: secret.key, problem: "is empty", fix: "Run the command again." }]
        : checkForm(secret, value);
    }),
  );
  return answers;
}

async function setAll(store: SecretStore, values: readonly ConfigValue[]): Promise<void> {
  for (const value of values) await store.set(value);
}

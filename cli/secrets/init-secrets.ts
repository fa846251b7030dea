import { refuse } from "../../model/basics/user-error";
import { type ConfigValue, makeSecret } from "./make-secret";
import { checkPresent, missingSpecs } from "./missing-specs";
import { type AskForValue, checkProvided } from "./provided-values";
import { type ProvidedSpec, type SecretSpec, checkSecretSpecs } from "./secret-spec";
import type { StackConfig } from "./stack-config";

export interface InitOptions {
  readonly stack: string;
  readonly specs: readonly SecretSpec[];
  readonly config: StackConfig;
  /** By key; values that were made elsewhere. */
  readonly given: ReadonlyMap<string, string>;
  /** Asks a person; left out where there is none. */
  readonly ask?: AskForValue | undefined;
  readonly report: (line: string) => void;
}

/** Makes what is missing and never touches what is there. Returns the keys that it set. */
export async function initSecrets(options: InitOptions): Promise<readonly string[]> {
  const { stack, specs, config, given, ask, report } = options;
  refuse(`Secrets of ${stack}`, checkSecretSpecs(specs));
  const present = await config.list();
  const missing = missingSpecs(specs, present);
  const wanted = missing.filter(isProvided);
  const known = specs.filter(isProvided).map(({ key }) => key);
  refuse(`Secrets of ${stack}`, [
    ...checkPresent(specs, present, stack),
    ...checkProvided(wanted, known, given, stack, ask !== undefined),
  ]);
  if (missing.length === 0) {
    report(`${stack}: all ${String(specs.length)} secrets are there, nothing to do.`);
    return [];
  }
  // All questions come first: a person who breaks off has changed nothing.
  const answers = await collectAnswers(wanted, given, ask);
  const done: string[] = [];
  for (const [index, spec] of missing.entries()) {
    const values = isProvided(spec)
      ? [{ key: spec.key, value: answers.get(spec.key) ?? "", secret: true }]
      : await makeSecret(spec);
    await setAll(config, values);
    done.push(...values.map(({ key }) => key));
    report(`[${String(index + 1)}/${String(missing.length)}] ${spec.key}: set (${nameOf(spec)})`);
  }
  report(
    `${stack}: ${String(missing.length)} set, ${String(specs.length - missing.length)} were there.`,
  );
  return done;
}

/** What a kind of secret is called in messages. */
export function nameOf(spec: SecretSpec): string {
  switch (spec.kind) {
    case "password":
      return `password of ${String(spec.length ?? 40)} characters`;
    case "tunnelSecret":
      return "tunnel secret";
    case "sshHostKey":
      return `SSH host key of ${spec.guest}`;
    case "provided":
      return "provided";
  }
}

/** True for secrets that a person has to bring. */
export function isProvided(spec: SecretSpec): spec is ProvidedSpec {
  return spec.kind === "provided";
}

async function collectAnswers(
  wanted: readonly ProvidedSpec[],
  given: ReadonlyMap<string, string>,
  ask: AskForValue | undefined,
): Promise<ReadonlyMap<string, string>> {
  const answers = new Map<string, string>();
  for (const spec of wanted) {
    const value = given.get(spec.key) ?? (await ask?.(spec)) ?? "";
    answers.set(spec.key, value);
  }
  refuse(
    "Secrets",
    [...answers]
      .filter(([, value]) => value === "")
      .map(([path]) => ({ path, problem: "is empty", fix: "Run the command again." })),
  );
  return answers;
}

async function setAll(config: StackConfig, values: readonly ConfigValue[]): Promise<void> {
  for (const value of values) await config.set(value);
}

import type { Problem } from "../../model/basics/problem";
import type { ProvidedSecret } from "../../stacks/config/stack-secret";
import { bareKey } from "./secret-store";

/** Where values that were made elsewhere come from. */
export type AskForValue = (secret: ProvidedSecret) => Promise<string>;

/**
 * Reads `key=value` lines, keys with or without the project's prefix; `#` starts a comment line. A value may
 * contain `=`; quotes belong to it.
 */
export function parseProvidedFile(text: string): ReadonlyMap<string, string> {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
  return new Map(
    lines.map((line) => {
      const end = line.indexOf("=");
      return end === -1
        ? [bareKey(line), ""]
        : [bareKey(line.slice(0, end).trim()), line.slice(end + 1).trim()];
    }),
  );
}

/** Faults of a file of provided values against what is asked for; shows keys, never values. */
export function checkProvided(
  wanted: readonly ProvidedSecret[],
  known: readonly string[],
  given: ReadonlyMap<string, string>,
  stack: string,
  canAsk: boolean,
): Problem[] {
  const unknown = [...given.keys()]
    .filter((key) => !known.includes(key))
    .map((key) => ({
      path: key,
      problem: "is not a provided secret of this stack",
      fix: "Correct or remove the line.",
    }));
  const empty = [...given]
    .filter(([key, value]) => known.includes(key) && value === "")
    .map(([key]) => ({ path: key, problem: "is empty", fix: "Write the line as key=value." }));
  const malformed = wanted.flatMap((secret) => checkForm(secret, given.get(secret.key) ?? ""));
  const missing = canAsk
    ? []
    : wanted
        .filter(({ key }) => !given.has(key))
        .map(({ key, description }) => ({
          path: key,
          problem: `is missing (${description})`,
          fix: `Run \`pulumi config set --secret ${key} --stack ${stack}\`, which asks for it.`,
        }));
  return [...unknown, ...empty, ...malformed, ...missing];
}

/** The fault of a value whose user would refuse it; never shows it, and finds none in nothing. */
export function checkForm({ key, form }: ProvidedSecret, value: string): Problem[] {
  if (value === "" || form === undefined || form.pattern.test(value)) return [];
  return [
    {
      path: key,
      problem: `must be ${form.expectation}`,
      fix: "Copy it again, without quotes or spaces.",
    },
  ];
}

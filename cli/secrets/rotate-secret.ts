import { refuse } from "../../model/basics/user-error";
import { isProvided, nameOf } from "./init-secrets";
import { makeSecret } from "./make-secret";
import { type AskForValue, checkProvided } from "./provided-values";
import { type SecretSpec, keysOf } from "./secret-spec";
import type { StackConfig } from "./stack-config";

export interface RotateOptions {
  readonly stack: string;
  readonly key: string;
  readonly specs: readonly SecretSpec[];
  readonly config: StackConfig;
  readonly given: ReadonlyMap<string, string>;
  readonly ask?: AskForValue | undefined;
  readonly report: (line: string) => void;
}

/** Puts a new value in place of one secret; the next `pulumi up` brings it to where it is used. */
export async function rotateSecret(options: RotateOptions): Promise<void> {
  const { stack, key, specs, config, given, ask, report } = options;
  const spec = specs.find((candidate) => keysOf(candidate).includes(key));
  refuse(
    `Secrets of ${stack}`,
    spec === undefined
      ? [
          {
            path: key,
            problem: "is not a secret of this stack",
            fix: `Run \`npm run secrets -- check ${stack}\` for the list.`,
          },
        ]
      : [],
  );
  if (spec === undefined) return;
  for (const text of spec.onRotation ?? []) report(`${spec.key}: ${text}`);
  if (isProvided(spec)) {
    const known = [spec.key];
    refuse(`Secrets of ${stack}`, checkProvided([spec], known, given, stack, ask !== undefined));
    const value = given.get(spec.key) ?? (await ask?.(spec)) ?? "";
    refuse(
      `Secrets of ${stack}`,
      value === "" ? [{ path: key, problem: "is empty", fix: "Run the command again." }] : [],
    );
    await config.set({ key: spec.key, value, secret: true });
  } else {
    for (const value of await makeSecret(spec)) await config.set(value);
  }
  report(`${spec.key}: set anew (${nameOf(spec)}). ${spec.description}`);
  report(`Run \`pulumi up --stack ${stack}\` to bring it to where it is used.`);
}

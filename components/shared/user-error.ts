import * as pulumi from "@pulumi/pulumi";

import { type Problem, renderProblems } from "./problem";

/** A fault of the user's input: the CLI prints the message and no stack trace. */
export class UserError extends pulumi.RunError {}

/** Throws one `UserError` that lists every problem, or returns when there is none. */
export function refuse(subject: string, problems: readonly Problem[]): void {
  if (problems.length === 0) return;
  const count = problems.length === 1 ? "1 problem" : `${String(problems.length)} problems`;
  throw new UserError(`${subject}: ${count}\n${renderProblems(problems)}`);
}

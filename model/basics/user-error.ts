import { type Problem, renderProblems } from "./problem";

/** A fault of the user's input: whoever reports it prints the message and no stack trace. */
export class UserError extends Error {
  /** The mark by which Pulumi knows its own `RunError`, of which it prints the message alone. */
  readonly __pulumiRunError = true;
}

/** One error that lists every problem. */
export function refusal(subject: string, problems: readonly Problem[]): UserError {
  const count = problems.length === 1 ? "1 problem" : `${String(problems.length)} problems`;
  return new UserError(`${subject}: ${count}\n${renderProblems(problems)}`);
}

/** Throws one error that lists every problem, or returns when there is none. */
export function refuse(subject: string, problems: readonly Problem[]): void {
  if (problems.length > 0) throw refusal(subject, problems);
}

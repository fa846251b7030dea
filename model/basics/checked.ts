import type { Problem } from "./problem";
import { refusal } from "./user-error";

/** Data that was found right, or everything that is wrong with it. */
export type Checked<Value> =
  | { readonly value: Value; readonly problems: readonly [] }
  | { readonly value: undefined; readonly problems: readonly Problem[] };

/** The data where nothing is wrong with it. */
export function checked<Value>(value: Value, problems: readonly Problem[]): Checked<Value> {
  return problems.length === 0 ? { value, problems: [] } : { value: undefined, problems };
}

/** The data, or one `UserError` that lists every problem. */
export function accept<Value>(subject: string, result: Checked<Value>): Value {
  if (result.value === undefined) throw refusal(subject, result.problems);
  return result.value;
}

import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** What an operation can be made to fail with. */
export type Operation = "create" | "read" | "update" | "delete";

type Fault =
  | { readonly delaySeconds: number }
  | { readonly error: string }
  | { readonly loseConnection: true };

/** One entry of `faults.json` in the state directory. */
export interface FaultRule {
  readonly provider: string;
  /** End of the resource's type, `VmLegacy`. */
  readonly type: string;
  /** Logical name of the resource; left out: any. */
  readonly name?: string;
  readonly operation: Operation;
  readonly fault: Fault;
  /** How often it still strikes; left out: every time. */
  readonly times?: number;
}

/** The operation that is about to run. */
export interface FaultTarget {
  readonly provider: string;
  readonly type: string;
  readonly name: string;
  readonly operation: Operation;
}

/** Runs an operation with the faults that are planned for it; each strike uses up one of its times. */
export async function runWithFaults<T>(
  stateDirectory: string,
  target: FaultTarget,
  run: () => Promise<T>,
): Promise<T> {
  const faults = takeFaults(join(stateDirectory, "faults.json"), target);
  const subject = `${target.provider}: ${target.operation} of ${target.type} ${target.name}`;
  for (const fault of faults) {
    if ("delaySeconds" in fault) await sleep(fault.delaySeconds * 1_000);
    if ("error" in fault) throw new Error(`${subject} failed: ${fault.error}`);
  }
  const result = await run();
  if (faults.some((fault) => "loseConnection" in fault)) {
    throw new Error(
      `${subject} lost its connection before the answer came. Find out what was made and import or remove it, then run again.`,
    );
  }
  return result;
}

function takeFaults(path: string, target: FaultTarget): readonly Fault[] {
  const rules = readFaultRules(path);
  const striking = rules.filter((rule) => strikes(rule, target));
  if (striking.some((rule) => rule.times !== undefined)) {
    const left = rules.map((rule) =>
      striking.includes(rule) && rule.times !== undefined
        ? { ...rule, times: rule.times - 1 }
        : rule,
    );
    writeFileSync(`${path}.tmp`, `${JSON.stringify(left, null, 2)}\n`);
    renameSync(`${path}.tmp`, path);
  }
  return striking.map((rule) => rule.fault);
}

function strikes(rule: FaultRule, target: FaultTarget): boolean {
  return (
    rule.provider === target.provider &&
    target.type.endsWith(rule.type) &&
    (rule.name === undefined || rule.name === target.name) &&
    rule.operation === target.operation &&
    (rule.times === undefined || rule.times > 0)
  );
}

function readFaultRules(path: string): readonly FaultRule[] {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    return [];
  }
  const rules: unknown = text.trim() === "" ? [] : JSON.parse(text);
  if (!Array.isArray(rules)) {
    throw new Error(`faults: ${path} must be a list of faults. Write [] for none.`);
  }
  return rules as readonly FaultRule[];
}

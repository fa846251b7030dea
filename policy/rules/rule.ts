import type { Problem } from "../../model/basics/problem";
import type { Resource } from "../facts/resource";

/** A problem and the resource that has it. */
export interface Violation {
  readonly resource: Resource;
  readonly problem: Problem;
}

interface RuleText {
  /** `<subject>-<requirement>` in kebab-case; exemptions and docs/policies.md use it. */
  readonly name: string;
  /** One sentence that says what holds where the rule is kept. */
  readonly description: string;
  readonly severity: "medium" | "high" | "critical";
  /** What to do about a violation. */
  readonly remediationSteps: string;
}

/** Judges one resource at a time, by its inputs. */
export interface ResourceRule extends RuleText {
  readonly types: readonly string[];
  readonly check: (resource: Resource) => readonly Problem[];
}

/** Judges all resources of a stack together, by what they published. */
export interface StackRule extends RuleText {
  readonly checkStack: (resources: readonly Resource[]) => readonly Violation[];
}

/** Every rule is mandatory; nobody can write one that is not. */
export type Rule = ResourceRule | StackRule;

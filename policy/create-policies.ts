import type {
  Policies,
  ReportViolation,
  ResourceValidationPolicy,
  StackValidationPolicy,
} from "@pulumi/policy";

import { renderProblem } from "../model/basics/problem";
import { printUse, watchFile, watchUse } from "./exemptions/exemption-policies";
import type { ExemptionRegister } from "./exemptions/exemption-register";
import { FactError, unknown } from "./facts/read-fact";
import type { Resource } from "./facts/resource";
import { isUnknownValue } from "./facts/unknown-value";
import type { ResourceRule, Rule, StackRule, Violation } from "./rules/rule";

/** The policies that the engine runs: every rule, mandatory, and the three that watch the exemptions. */
export function createPolicies(rules: readonly Rule[], exemptions: ExemptionRegister): Policies {
  return [
    watchFile(exemptions),
    ...rules.map((rule) =>
      "check" in rule ? resourcePolicy(rule, exemptions) : stackPolicy(rule, exemptions),
    ),
    // The engine asks in this order, so every rule has had its say.
    watchUse(exemptions),
    printUse(exemptions),
  ];
}

function resourcePolicy(
  rule: ResourceRule,
  exemptions: ExemptionRegister,
): ResourceValidationPolicy {
  return {
    ...textOf(rule),
    validateResource: (resource, reportViolation) => {
      if (!rule.types.includes(resource.type)) return;
      report(
        rule,
        violationsOf(resource, () =>
          rule.check(resource).map((problem) => ({ resource, problem })),
        ),
        exemptions,
        reportViolation,
      );
    },
  };
}

function stackPolicy(rule: StackRule, exemptions: ExemptionRegister): StackValidationPolicy {
  return {
    ...textOf(rule),
    validateStack: ({ resources }, reportViolation) => {
      const [stack] = resources;
      if (stack === undefined) return;
      report(
        rule,
        violationsOf(stack, () => rule.checkStack(resources)),
        exemptions,
        reportViolation,
      );
    },
  };
}

/**
 * Runs a rule. Where it meets a value that is only known after a deployment the SDK would report an
 * advisory and let the preview pass; here that is a violation like any other.
 */
function violationsOf(subject: Resource, judge: () => readonly Violation[]): readonly Violation[] {
  try {
    return judge();
  } catch (error) {
    if (error instanceof FactError) {
      return error.problems.map((problem) => ({ resource: error.resource, problem }));
    }
    if (isUnknownValue(error)) {
      return [{ resource: subject, problem: unknown(error) }];
    }
    throw error;
  }
}

function report(
  rule: Rule,
  violations: readonly Violation[],
  exemptions: ExemptionRegister,
  reportViolation: ReportViolation,
): void {
  for (const violation of violations) {
    const message = renderViolation(violation);
    const exempt = exemptions.use(rule.name, violation.resource, message);
    if (!exempt) reportViolation(message, violation.resource.urn);
  }
}

/** `ComposeService "n8n": service.containers.main.image must …, got …. Write ….` */
function renderViolation({ resource, problem }: Violation): string {
  const kind = resource.type.split(":").at(-1) ?? resource.type;
  return `${kind} "${resource.name}": ${renderProblem(problem)}`;
}

function textOf(rule: Rule): {
  readonly name: string;
  readonly description: string;
  readonly severity: Rule["severity"];
  readonly remediationSteps: string;
  readonly enforcementLevel: "mandatory";
  readonly url: string;
} {
  return {
    name: rule.name,
    description: rule.description,
    severity: rule.severity,
    remediationSteps: rule.remediationSteps,
    enforcementLevel: "mandatory",
    url: `docs/policies.md#${rule.name}`,
  };
}

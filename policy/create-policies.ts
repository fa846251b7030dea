import type {
  Policies,
  ReportViolation,
  ResourceValidationPolicy,
  StackValidationPolicy,
} from "@pulumi/policy";

import { renderProblem } from "../model/basics/problem";
import type { ExemptionRegister } from "./exemptions/exemption-register";
import { FactError, unknown } from "./read-fact";
import { resourceType } from "./resource-type";
import type { Resource, ResourceRule, Rule, StackRule, Violation } from "./rule";
import { isUnknownValue } from "./unknown-value";

const documentation = "docs/policies.md";

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
export function renderViolation({ resource, problem }: Violation): string {
  const kind = resource.type.split(":").at(-1) ?? resource.type;
  return `${kind} "${resource.name}": ${renderProblem(problem)}`;
}

/** The stack is the first resource that the engine shows, so a faulty file is reported in any case. */
function watchFile(exemptions: ExemptionRegister): ResourceValidationPolicy {
  return {
    name: "exemptions-valid",
    description: "Every exemption says what, why, who and until when, and has not expired.",
    enforcementLevel: "mandatory",
    severity: "high",
    remediationSteps: "Correct policy/exemptions.yaml.",
    url: `${documentation}#exemptions`,
    validateResource: ({ type, urn }, reportViolation) => {
      if (type !== resourceType.stack) return;
      for (const problem of exemptions.checkFile(urn)) reportViolation(renderProblem(problem), urn);
    },
  };
}

function watchUse(exemptions: ExemptionRegister): StackValidationPolicy {
  return {
    name: "exemptions-used",
    description: "Every exemption is still needed.",
    enforcementLevel: "mandatory",
    severity: "medium",
    remediationSteps: "Remove the entry from policy/exemptions.yaml.",
    url: `${documentation}#exemptions`,
    validateStack: ({ resources }, reportViolation) => {
      const stack = resources.find(({ type }) => type === resourceType.stack);
      if (stack === undefined) return;
      for (const problem of exemptions.checkUse(stack.urn)) {
        reportViolation(renderProblem(problem), stack.urn);
      }
    },
  };
}

/** The one policy that does not refuse: nobody overlooks what is let through. */
function printUse(exemptions: ExemptionRegister): StackValidationPolicy {
  return {
    name: "exemptions-printed",
    description: "A rule is broken here by permission.",
    enforcementLevel: "advisory",
    severity: "medium",
    remediationSteps: "Mend the resource before the exemption expires.",
    url: `${documentation}#exemptions`,
    validateStack: (_, reportViolation) => {
      for (const { exemption, resource, message } of exemptions.uses()) {
        const { rule, expires, owner, reason } = exemption;
        reportViolation(
          `${message}\nExempt from ${rule} until ${expires} (${owner}): ${reason}`,
          resource.urn,
        );
      }
    },
  };
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
    url: `${documentation}#${rule.name}`,
  };
}

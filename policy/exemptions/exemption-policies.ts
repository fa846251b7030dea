import type { ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";

import { renderProblem } from "../../model/basics/problem";
import { resourceType } from "../facts/resource-type";
import type { ExemptionRegister } from "./exemption-register";

const documentation = "docs/policies.md#exemptions";

/** The stack is the first resource that the engine shows, so a faulty file is reported in any case. */
export function watchFile(exemptions: ExemptionRegister): ResourceValidationPolicy {
  return {
    name: "exemptions-valid",
    description: "Every exemption says what, why, who and until when, and has not expired.",
    enforcementLevel: "mandatory",
    severity: "high",
    remediationSteps: "Correct policy/exemptions.yaml.",
    url: documentation,
    validateResource: ({ type, urn }, reportViolation) => {
      if (type !== resourceType.stack) return;
      for (const problem of exemptions.checkFile(urn)) reportViolation(renderProblem(problem), urn);
    },
  };
}

/** Asked after every rule has had its say. */
export function watchUse(exemptions: ExemptionRegister): StackValidationPolicy {
  return {
    name: "exemptions-used",
    description: "Every exemption is still needed.",
    enforcementLevel: "mandatory",
    severity: "medium",
    remediationSteps: "Remove the entry from policy/exemptions.yaml.",
    url: documentation,
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
export function printUse(exemptions: ExemptionRegister): StackValidationPolicy {
  return {
    name: "exemptions-printed",
    description: "A rule is broken here by permission.",
    enforcementLevel: "advisory",
    severity: "medium",
    remediationSteps: "Mend the resource before the exemption expires.",
    url: documentation,
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

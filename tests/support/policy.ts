import * as sdk from "@pulumi/policy";
import type {
  PolicyResource,
  ResourceValidationArgs,
  ResourceValidationPolicy,
  StackValidationPolicy,
} from "@pulumi/policy";

import { renderServiceFiles } from "../../components/compose-service/service-files";
import type { PlacedService } from "../../model/service/placed-service";
import { createPolicies } from "../../policy/create-policies";
import { ExemptionRegister } from "../../policy/exemptions/exemption-register";
import type { Exemption } from "../../policy/exemptions/exemption";
import { resourceType } from "../../policy/facts/resource-type";
import type { Resource } from "../../policy/facts/resource";
import type { Rule } from "../../policy/rules/rule";

/** How the engine hands over text that only a deployment would know. */
export const unknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

// The SDK exports it and leaves its type out of its declarations.
const { unknownCheckingProxy } = sdk as unknown as {
  readonly unknownCheckingProxy: <Props>(props: Props) => Props;
};

/** A resource as the SDK hands it to a rule: behind the proxy that throws at unknown values. */
export function aResource(
  type: string,
  props: object,
  { name = "n8n", stack = "pm1", parent }: ResourceOptions = {},
): Resource {
  const types = parent === undefined ? type : `${parent.urn.split("::")[2] ?? ""}$${type}`;
  return {
    type,
    name,
    urn: `urn:pulumi:${stack}::moco-infra::${types}::${name}`,
    props: unknownCheckingProxy({ ...props }),
    ...(parent === undefined ? {} : { parent }),
  };
}

export interface ResourceOptions {
  readonly name?: string;
  readonly stack?: string;
  readonly parent?: Resource;
}

/** What a ComposeService publishes. */
export function aComposeService(service: PlacedService, options: ResourceOptions = {}): Resource {
  return aResource(
    resourceType.composeService,
    { service, files: renderServiceFiles(service) },
    { name: service.name, ...options },
  );
}

/** The stack itself, which the engine shows first. */
export function aStack(stack = "pm1"): Resource {
  return aResource(resourceType.stack, {}, { name: `moco-infra-${stack}`, stack });
}

/** What one rule has to say about a stack of these resources, as the engine would show it. */
export function violationsOf(rule: Rule, ...resources: readonly Resource[]): readonly string[] {
  return report([rule], resources).map(({ message }) => message);
}

export interface Reported {
  readonly policy: string;
  readonly level: string;
  readonly message: string;
  readonly urn: string | undefined;
}

export interface ReportOptions {
  readonly exemptions?: readonly Exemption[];
  readonly now?: Date;
}

/** Runs rules the way the SDK's server does: each resource by itself, then the stack as a whole. */
export function report(
  rules: readonly Rule[],
  resources: readonly Resource[],
  { exemptions = [], now = new Date("2026-01-15T12:00:00Z") }: ReportOptions = {},
): readonly Reported[] {
  const policies = createPolicies(rules, new ExemptionRegister({ exemptions, problems: [] }, now));
  const reported: Reported[] = [];
  for (const policy of policies) {
    const level = policy.enforcementLevel ?? "";
    const say = (message: string, urn?: string): void => {
      reported.push({ policy: policy.name, level, message, urn });
    };
    const { validateResource } = policy as ResourceValidationPolicy;
    if (typeof validateResource === "function") {
      for (const resource of resources) {
        void validateResource(resource as unknown as ResourceValidationArgs, say);
      }
    }
  }
  for (const policy of policies) {
    const level = policy.enforcementLevel ?? "";
    const { validateStack } = policy as StackValidationPolicy;
    if (typeof validateStack === "function") {
      const args = { resources: resources as readonly unknown[] as PolicyResource[] };
      void validateStack(args as Parameters<typeof validateStack>[0], (message, urn) => {
        reported.push({ policy: policy.name, level, message, urn });
      });
    }
  }
  return reported;
}

import { shownValue } from "../../model/basics/shown-value";
import { resourceType } from "../facts/resource-type";
import type { ResourceRule } from "./rule";

export const guestClassSupported: ResourceRule = {
  name: "guest-class-supported",
  description: "No guest is made with the provider's experimental classes.",
  severity: "high",
  remediationSteps: "Use the component ProxmoxVm, or VmLegacy, the provider's production class.",
  types: [resourceType.vm, resourceType.vm2, resourceType.clonedVm, resourceType.clonedVmLegacy],
  check: ({ type }) => [
    {
      path: "type",
      problem: "must not be an experimental class, which its provider says not to use",
      got: shownValue(type),
      fix: "Use VmLegacy, which is the production class in spite of its name.",
    },
  ],
};

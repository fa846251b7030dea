import { destroyFlagsOf } from "../facts/destroy-flags";
import { resourceType } from "../facts/resource-type";
import type { ResourceRule } from "./rule";

export const guestDestroyFlagsExplicit: ResourceRule = {
  name: "guest-destroy-flags-explicit",
  description:
    "Every guest says what its deletion takes along, because the provider's defaults take too much.",
  severity: "high",
  remediationSteps:
    "Set stopOnDestroy, purgeOnDestroy and deleteUnreferencedDisksOnDestroy; the component ProxmoxVm does.",
  types: [resourceType.vmLegacy],
  check: (resource) =>
    destroyFlagsOf(resource)
      .filter(({ value }) => value === undefined)
      .map(({ name }) => ({
        path: name,
        problem: "is missing",
        fix: "Write true or false: the default may drop disks and backup jobs.",
      })),
};

import { resourceType } from "../../../policy/facts/resource-type";
import { guestDestroyFlagsExplicit } from "../../../policy/rules/guest-destroy-flags-explicit";
import { aResource, unknownText, violationsOf } from "../../support/policy";

const flags = {
  stopOnDestroy: true,
  purgeOnDestroy: false,
  deleteUnreferencedDisksOnDestroy: false,
};

function withFlags(props: object): readonly string[] {
  return violationsOf(guestDestroyFlagsExplicit, aResource(resourceType.vmLegacy, props));
}

describe("guestDestroyFlagsExplicit", () => {
  it("accepts a guest that says what its deletion takes along", () => {
    expect(withFlags(flags)).toEqual([]);
  });

  it.each(Object.keys(flags))("refuses a guest without %s", (name) => {
    expect(withFlags({ ...flags, [name]: undefined })).toEqual([
      `VmLegacy "n8n": ${name} is missing. Write true or false: the default may drop disks and backup jobs.`,
    ]);
  });

  it("refuses a flag that only a deployment would show", () => {
    expect(withFlags({ ...flags, purgeOnDestroy: unknownText })).toEqual([
      'VmLegacy "n8n": purgeOnDestroy is not known before deployment. Make it plain data, so that this rule can judge it in a preview.',
    ]);
  });
});

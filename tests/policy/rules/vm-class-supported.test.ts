import { resourceType } from "../../../policy/resource-type";
import { vmClassSupported } from "../../../policy/rules/vm-class-supported";
import { aResource, unknownText, violationsOf } from "../../support/policy";

describe("vmClassSupported", () => {
  it("accepts the production class", () => {
    expect(violationsOf(vmClassSupported, aResource(resourceType.vmLegacy, {}))).toEqual([]);
  });

  it.each([
    [resourceType.vm, "Vm"],
    [resourceType.vm2, "Vm2Legacy"],
    [resourceType.clonedVm, "Vm"],
    [resourceType.clonedVmLegacy, "VmLegacy"],
  ])("refuses %s", (type, kind) => {
    // Unknown values change nothing: the class itself is refused.
    expect(violationsOf(vmClassSupported, aResource(type, { name: unknownText }))).toEqual([
      `${kind} "n8n": type must not be an experimental class, which its provider says not to use, got "${type}". Use VmLegacy, which is the production class in spite of its name.`,
    ]);
  });
});

import { resourceType } from "../../../policy/facts/resource-type";
import { guestClassSupported } from "../../../policy/rules/guest-class-supported";
import { aResource, unknownText, violationsOf } from "../../support/policy";

describe("guestClassSupported", () => {
  it("accepts the production class", () => {
    expect(violationsOf(guestClassSupported, aResource(resourceType.vmLegacy, {}))).toEqual([]);
  });

  it.each([
    [resourceType.vm, "Vm"],
    [resourceType.vm2, "Vm2Legacy"],
    [resourceType.clonedVm, "Vm"],
    [resourceType.clonedVmLegacy, "VmLegacy"],
  ])("refuses %s", (type, kind) => {
    // Unknown values change nothing: the class itself is refused.
    expect(violationsOf(guestClassSupported, aResource(type, { name: unknownText }))).toEqual([
      `${kind} "n8n": type must not be an experimental class, which its provider says not to use, got "${type}". Use VmLegacy, which is the production class in spite of its name.`,
    ]);
  });
});

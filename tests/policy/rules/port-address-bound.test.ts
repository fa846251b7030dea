import { resourceType } from "../../../policy/facts/resource-type";
import { portAddressBound } from "../../../policy/rules/port-address-bound";
import { aPlacedService } from "../../support/a-placed-service";
import { aComposeService, aResource, unknownText, violationsOf } from "../../support/policy";

function withAddress(address: unknown): readonly string[] {
  const service = { ports: [{ address }] };
  return violationsOf(portAddressBound, aResource(resourceType.composeService, { service }));
}

const fix = "Write the guest's VLAN address; without one the port is open on all of them.";

describe("portAddressBound", () => {
  it("accepts the guest's own address", () => {
    expect(violationsOf(portAddressBound, aComposeService(aPlacedService()))).toEqual([]);
  });

  it.each([
    ["0.0.0.0", '"0.0.0.0"'],
    ["::", '"::"'],
    ["", '""'],
    ["203.0.113.5", '"203.0.113.5"'],
    [undefined, "nothing"],
  ])("refuses %p", (address, got) => {
    expect(withAddress(address)).toEqual([
      `ComposeService "n8n": service.ports[0].address must be a private IPv4 address of the guest, got ${got}. ${fix}`,
    ]);
  });

  it("refuses an address that only a deployment would show", () => {
    expect(withAddress(unknownText)).toEqual([
      'ComposeService "n8n": service.ports[0].address is not known before deployment. Make it plain data, so that this rule can judge it in a preview.',
    ]);
  });
});

import { LocationNetwork } from "../../../components/location-network/location-network";
import { aLocationPlan } from "../../support/location-plan";
import { inputsOf, recordResources } from "../../support/recorded-resources";

const vlanType = "proxmoxve:network/linux/vlan:Vlan";
const plan = aLocationPlan();

describe("LocationNetwork", () => {
  it("makes every VLAN but the one that bootstrap made, each with its gateway on the node", async () => {
    const resources = await recordResources(
      () => new LocationNetwork("pm1-network", { plan, flows: [] }),
    );
    expect(resources.filter(({ type }) => type === vlanType).map(({ name }) => name)).toEqual([
      "pm1-network-application",
      "pm1-network-data",
      "pm1-network-external",
    ]);
    expect(inputsOf(resources, vlanType, "pm1-network-data")).toEqual({
      nodeName: "pm1",
      name: "vmbr1.30",
      address: "10.50.0.129/26",
      autostart: true,
      comment: "moco-infra: data",
    });
  });

  it("publishes plan and flows as plain facts", async () => {
    const resources = await recordResources(
      () => new LocationNetwork("pm1-network", { plan, flows: [] }),
    );
    expect(inputsOf(resources, "moco:index:LocationNetwork", "pm1-network")).toEqual({
      plan,
      flows: [],
    });
  });
});

import * as pulumi from "@pulumi/pulumi";

import { readDeployedServices } from "../../../stacks/deploy/deployed-services";
import type { ServicePlaces } from "../../../stacks/plan/check-moves";

/** Reads from a stack of these outputs. */
async function readFrom(outputs: Readonly<Record<string, unknown>>): Promise<ServicePlaces> {
  const newResource = ({ type, inputs }: pulumi.runtime.MockResourceArgs) => {
    const { name } = inputs as { readonly name: string };
    expect([type, name]).toEqual(["pulumi:pulumi:StackReference", "moco/moco-infra/pm1"]);
    return { id: name, state: { name, outputs } };
  };
  await pulumi.runtime.setMocks(
    { newResource, call: () => ({}) },
    "moco-infra",
    "pm1",
    true,
    "moco",
  );
  return readDeployedServices();
}

describe("readDeployedServices", () => {
  it("finds where the stack's last deployment had its services", async () => {
    const services = { n8n: "pm1-apps" };
    expect(await readFrom({ guests: {}, services })).toEqual(services);
  });

  it("finds nothing where it never was deployed, or did not say", async () => {
    expect(await readFrom({})).toEqual({});
    expect(await readFrom({ guests: { "pm1-apps": "10.50.0.70" } })).toEqual({});
  });
});

import * as pulumi from "@pulumi/pulumi";

import type { ServicePlaces } from "../plan/check-moves";

/**
 * Where this stack's last deployment had its services, from the stack's own outputs: read before anything is
 * registered. Empty for a stack that was never deployed, or only by a program that did not say.
 */
export async function readDeployedServices(): Promise<ServicePlaces> {
  const name = `${pulumi.getOrganization()}/${pulumi.getProject()}/${pulumi.getStack()}`;
  const before = new pulumi.StackReference("before", { name });
  const services = await before.getOutputDetails("services");
  return (services.value ?? {}) as ServicePlaces;
}

import type { GuestPlan } from "../../model/location/location-plan";
import type { ServiceSpec } from "../../model/service/service-spec";
import type { ImageName } from "../../services/images";
import type { Instance } from "../../stacks/plan/instances";
import type { Link } from "../../stacks/plan/links";
import { aService } from "./a-service";
import { aGuestPlan } from "./location-plan";

export const appsGuest: GuestPlan = aGuestPlan();

export const dataGuest: GuestPlan = aGuestPlan({
  name: "pm1-data",
  vmId: 130,
  vlan: "data",
  address: "10.50.0.134",
});

/** A service on a guest, with one endpoint, `tcp`, and without routes. */
export function anInstance(
  name: string,
  guest: GuestPlan = appsGuest,
  overrides: Partial<ServiceSpec<ImageName>> = {},
): Instance {
  const endpoints = { tcp: { container: "web", port: 6379 } };
  return { guest, service: aService({ name, routes: [], endpoints, ...overrides }) };
}

/** One service that needs another one's endpoint. */
export function aLink(consumer: Instance, provider: Instance, need = provider.service.name): Link {
  const [endpointName, endpoint] = Object.entries(provider.service.endpoints ?? {})[0]!;
  return { consumer, need, provider, endpointName, endpoint };
}

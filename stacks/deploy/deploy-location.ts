import type * as pulumi from "@pulumi/pulumi";

import { LocationNetwork } from "../../components/location-network/location-network";
import { accept } from "../../model/basics/checked";
import { refuse } from "../../model/basics/user-error";
import type { StackConfig } from "../config/read-stack-config";
import { acceptLocation } from "../plan/accept-location";
import type { LocationDefinition } from "../plan/location-definition";
import { checkMoves, type ServicePlaces } from "../plan/check-moves";
import { definitionOf, planLocation } from "../plan/plan-location";
import { createGuests } from "./create-guests";
import { createServices } from "./create-services";
import { createConnectors, createTunnel } from "./create-tunnel";
import { createCloudflareProvider, createProxmoxProvider } from "./providers";

/** What a person wants to know after a deployment. */
export interface LocationOutputs {
  /** VLAN address by guest. */
  readonly guests: Readonly<Record<string, string>>;
  /** Public names, by route. */
  readonly urls: Readonly<Record<string, string>>;
  /** Guest by service, once all are healthy there; the next deployment holds against it where their data is. */
  readonly services: Readonly<Record<string, pulumi.Output<string>>>;
}

/**
 * Deploys a location: network, tunnel, guests, services with their proxies, connectors. `deployed` is where its
 * services are until now; nothing is made where one of them would leave its data behind.
 */
export function deployLocation(
  name: string,
  locations: Readonly<Record<string, LocationDefinition>>,
  stack: StackConfig,
  deployed: ServicePlaces = {},
): LocationOutputs {
  const definition = accept("stack", definitionOf(name, locations));
  const planned = planLocation(name, definition, stack, process.cwd());
  const location = acceptLocation(name, definition, planned);
  refuse(`stacks/${name}.ts`, checkMoves(location, definition, deployed));
  const proxmox = createProxmoxProvider(location.config, stack);
  const cloudflare = createCloudflareProvider(location.config, stack);

  const { network: plan, flows } = location;
  const network = new LocationNetwork(`${name}-network`, { plan, flows }, { providers: [proxmox] });
  const tunnel = createTunnel(location, cloudflare, stack);
  const guests = createGuests(location, { network, tunnel, provider: proxmox, stack });
  const services = createServices(location, guests, stack, definition.moved);
  createConnectors(location, tunnel, guests);

  return {
    guests: Object.fromEntries(
      location.guests.map(({ plan: { name: guest, address } }) => [guest, address]),
    ),
    urls: Object.fromEntries(
      location.routes.map((route) => [route.name, `https://${route.hostname}${route.path}`]),
    ),
    services: Object.fromEntries(
      services.map(({ service, release }) => [service.name, release.id.apply(() => service.guest)]),
    ),
  };
}

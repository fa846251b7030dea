import { LocationNetwork } from "../../components/location-network/location-network";
import type { StackConfig } from "../config/read-stack-config";
import { createGuests } from "./create-guests";
import { createServices } from "./create-services";
import { createConnectors, createTunnel } from "./create-tunnel";
import { parseLocation } from "../plan/plan-location";
import {
  createCloudflareProvider,
  createDockerProviders,
  createProxmoxProvider,
} from "./providers";
import type { LocationDefinition } from "../plan/location-definition";

/** What a person wants to know after a deployment. */
export interface LocationOutputs {
  /** VLAN address by guest. */
  readonly guests: Readonly<Record<string, string>>;
  /** Public names, by route. */
  readonly urls: Readonly<Record<string, string>>;
}

/** Deploys a location: network, tunnel, guests, edges, services, connectors. */
export function deployLocation(
  name: string,
  definitions: Readonly<Record<string, LocationDefinition>>,
  stack: StackConfig,
): LocationOutputs {
  const location = parseLocation(name, definitions, stack);
  const proxmox = createProxmoxProvider(location.config, stack);
  const cloudflare = createCloudflareProvider(location.config, stack);

  const network = new LocationNetwork(`${name}-network`, location, { providers: [proxmox] });
  const tunnel = createTunnel(location, cloudflare);
  const guests = createGuests(location, network, tunnel, proxmox);
  createServices(location, guests, createDockerProviders(location.services, guests));
  createConnectors(location, tunnel, guests);

  return {
    guests: Object.fromEntries(location.plan.guests.map((guest) => [guest.name, guest.address])),
    urls: Object.fromEntries(
      location.services
        .flatMap(({ routes }) => routes)
        .map((route) => [route.name, `https://${route.hostname}${route.path}`]),
    ),
  };
}

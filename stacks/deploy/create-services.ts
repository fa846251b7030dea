import type * as docker from "@pulumi/docker";
import type * as pulumi from "@pulumi/pulumi";

import { ComposeService } from "../../components/compose-service/compose-service";
import type { ProxmoxVm } from "../../components/proxmox-vm/proxmox-vm";
import type { PlacedService } from "../../model/service/placed-service";
import { TraefikEdge } from "../../components/traefik-edge/traefik-edge";
import { serviceSecret } from "../config/secret-need";
import { guestsWithRoutes } from "../plan/flows";
import type { Location } from "../plan/location";

type Guests = Readonly<Record<string, ProxmoxVm>>;
type Dockers = Readonly<Record<string, docker.Provider>>;

/** The edges of a location and its services, each on its guest; a service after what it needs. */
export function createServices(location: Location, guests: Guests, dockers: Dockers): void {
  const edges = createEdges(location, guests, dockers);
  const made: Record<string, ComposeService> = {};
  for (const service of location.services) {
    const guest = guests[service.guest];
    const edge = edges[service.guest];
    if (guest === undefined) continue;
    made[service.name] = new ComposeService(
      service.name,
      {
        service,
        connection: guest.connection,
        generation: guest.generation,
        ready: guest.ready,
        vm: guest.vm,
        secrets: secretsOf(service, location),
        protectVolumes: location.config.protect,
        ...(edge === undefined ? {} : { edgeNetwork: edge.network }),
      },
      {
        providers: providersOf(service.guest, dockers),
        dependsOn: service.needs.flatMap((need) => made[need] ?? []),
      },
    );
  }
}

function createEdges(
  location: Location,
  guests: Guests,
  dockers: Dockers,
): Readonly<Record<string, TraefikEdge>> {
  const { name, config, plan, services, images } = location;
  const addresses = Object.fromEntries(plan.guests.map((guest) => [guest.name, guest.address]));
  return Object.fromEntries(
    guestsWithRoutes(services).flatMap((guest) => {
      const machine = guests[guest];
      if (machine === undefined) return [];
      const edge = new TraefikEdge(
        `${guest}-edge`,
        {
          location: name,
          guest,
          address: addresses[guest] ?? "",
          image: images.traefik,
          routes: services.filter((service) => service.guest === guest).flatMap((s) => s.routes),
          connectors: config.connectors.map((connector) => addresses[connector] ?? ""),
          connection: machine.connection,
          generation: machine.generation,
          ready: machine.ready,
          vm: machine.vm,
        },
        { providers: providersOf(guest, dockers) },
      );
      return [[guest, edge] as const];
    }),
  );
}

function providersOf(guest: string, dockers: Dockers): pulumi.ProviderResource[] {
  const provider = dockers[guest];
  return provider === undefined ? [] : [provider];
}

function secretsOf(
  service: PlacedService,
  { stack }: Location,
): Readonly<Record<string, pulumi.Output<string>>> {
  return Object.fromEntries(
    Object.keys(service.secrets).map((secret) => [
      secret,
      stack.requireSecret(serviceSecret(secret)),
    ]),
  );
}

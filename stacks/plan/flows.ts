import type { LocationPlan } from "../../model/location/location-plan";
import type { Flow } from "../../model/location/flow";
import type { PlacedService } from "../../model/service/placed-service";

/** Port of a guest's edge, where its Traefik listens. */
export const edgePort = 80;

/**
 * Every connection that is allowed at a location: operators to guests, connectors to edges, services
 * to their needs. What is not in this list is dropped.
 */
export function flowsOf(
  plan: LocationPlan,
  services: readonly PlacedService[],
  connectors: readonly string[],
): readonly Flow[] {
  const edges = guestsWithRoutes(services);
  return [
    ...plan.guests.map((guest): Flow => ({
      from: { gateway: true },
      to: guest.name,
      protocol: "tcp",
      port: 22,
      why: "operators, by the management tunnel",
    })),
    ...edges.flatMap((edge) =>
      connectors.map((connector): Flow => ({
        from: { guest: connector },
        to: edge,
        protocol: "tcp",
        port: edgePort,
        why: "public names, by the services' tunnel",
      })),
    ),
    ...services.flatMap((service) =>
      service.ports.flatMap((port) =>
        port.from.map((consumer): Flow => ({
          from: { guest: consumer },
          to: service.guest,
          protocol: "tcp",
          port: port.port,
          why: `${consumer} uses ${service.name}`,
        })),
      ),
    ),
  ];
}

/** Guests that need an edge, in the order of their first route. */
export function guestsWithRoutes(services: readonly PlacedService[]): readonly string[] {
  return [...new Set(services.filter(({ routes }) => routes.length > 0).map(({ guest }) => guest))];
}

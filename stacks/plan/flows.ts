import type { Flow } from "../../model/location/flow";
import type { GuestPlan } from "../../model/location/location-plan";
import type { PlacedService } from "../../model/service/placed-service";

/** What lets packets travel at a location. */
export interface Traffic {
  readonly guests: readonly Pick<GuestPlan, "name">[];
  readonly services: readonly Pick<PlacedService, "name" | "guest" | "routes" | "ports">[];
  /** Names of the guests with a connector. */
  readonly connectors: readonly string[];
}

/** Port of a guest's proxy, where its Traefik listens. */
export const proxyPort = 80;

/** Each contributes the connections that its concern cannot do without; nothing else opens a port. */
const contributors: readonly ((traffic: Traffic) => readonly Flow[])[] = [
  operatorFlows,
  routeFlows,
  relationFlows,
];

/** Every connection that is allowed at a location. What is not in this list is dropped. */
export function flowsOf(traffic: Traffic): readonly Flow[] {
  return contributors.flatMap((contribute) => contribute(traffic));
}

function operatorFlows({ guests }: Traffic): readonly Flow[] {
  return guests.map((guest) => ({
    from: { gateway: true },
    to: guest.name,
    protocol: "tcp",
    port: 22,
    why: "operators, by the management tunnel",
  }));
}

function routeFlows({ services, connectors }: Traffic): readonly Flow[] {
  const routed = services.filter(({ routes }) => routes.length > 0).map(({ guest }) => guest);
  return [...new Set(routed)].flatMap((guest) =>
    connectors.map((connector) => ({
      from: { guest: connector },
      to: guest,
      protocol: "tcp",
      port: proxyPort,
      why: "public names, by the services' tunnel",
    })),
  );
}

function relationFlows({ services }: Traffic): readonly Flow[] {
  return services.flatMap((service) =>
    service.ports.flatMap(({ port, from }) =>
      from.map((consumer) => ({
        from: { guest: consumer },
        to: service.guest,
        protocol: "tcp",
        port,
        why: `${consumer} uses ${service.name}`,
      })),
    ),
  );
}

import type * as docker from "@pulumi/docker";
import type * as pulumi from "@pulumi/pulumi";

import { ComposeService } from "../../components/compose-service/compose-service";
import { GuestNetworks } from "../../components/guest-networks/guest-networks";
import { TraefikProxy } from "../../components/traefik-proxy/traefik-proxy";
import type { PlacedService } from "../../model/service/placed-service";
import type { StackConfig } from "../config/read-stack-config";
import { serviceSecret } from "../config/stack-secret";
import type { Location, PlannedGuest } from "../plan/location";
import type { Move } from "../plan/location-definition";
import { proxyNetworkOf } from "../plan/shared-networks";
import type { MadeGuest } from "./create-guests";
import { once } from "./once";
import { createDockerProvider } from "./providers";

type Secrets = Pick<StackConfig, "requireSecret">;

/** A guest that services run on: its Docker engine, and the networks between them. */
interface DockerGuest extends MadeGuest {
  readonly docker: docker.Provider;
  readonly networks: readonly GuestNetworks[];
}

/** Everything that runs on a location's guests, each service after those that it needs and after its data. */
export function createServices(
  location: Location,
  guests: readonly MadeGuest[],
  secrets: Secrets,
  moved: readonly Move[] = [],
): readonly ComposeService[] {
  const dockerGuests = guests
    .filter(({ planned }) => planned.services.length > 0)
    .map((guest) => prepareDocker(location.name, guest));
  const placed = dockerGuests.flatMap((guest) =>
    guest.planned.services.map((service) => ({ guest, service })),
  );
  const create = once(({ guest, service }: (typeof placed)[number]): ComposeService => {
    const move = moved.find((each) => each.service === service.name);
    const needed = placed.filter((other) => service.needs.includes(other.service.name));
    return new ComposeService(
      service.name,
      {
        service,
        host: guest.vm.host,
        secrets: secretsOf(service, secrets),
        protectVolumes: location.config.protect,
        ...(move && { moved: { from: `${location.name}-${move.from}`, copy: move.copy } }),
      },
      { providers: [guest.docker], dependsOn: [...guest.networks, ...needed.map(create)] },
    );
  });
  for (const guest of dockerGuests) createProxy(location, guest);
  return placed.map(create);
}

function prepareDocker(location: string, guest: MadeGuest): DockerGuest {
  const { plan, networks } = guest.planned;
  const provider = createDockerProvider(plan.name, guest.vm.connection);
  const args = { location, host: guest.vm.host, networks };
  return {
    ...guest,
    docker: provider,
    networks:
      networks.length === 0
        ? []
        : [new GuestNetworks(`${plan.name}-networks`, args, { providers: [provider] })],
  };
}

/** The proxy of a guest with routes. */
function createProxy({ name, config, guests, images }: Location, guest: DockerGuest): void {
  const { plan, routes } = guest.planned;
  if (routes.length === 0) return;
  new TraefikProxy(
    `${plan.name}-proxy`,
    {
      location: name,
      guest: plan.name,
      address: plan.address,
      image: images.traefik,
      routes,
      networks: proxyNetworks(guest.planned),
      connectors: config.connectors.flatMap((connector) =>
        guests.filter(({ plan }) => plan.name === connector).map(({ plan }) => plan.address),
      ),
      host: guest.vm.host,
    },
    {
      providers: [guest.docker],
      dependsOn: [...guest.networks],
      // What it was called before Cloudflare's edge and this had names of their own.
      aliases: [{ type: "moco:index:TraefikEdge", name: `${plan.name}-edge` }],
    },
  );
}

function proxyNetworks({ routes }: PlannedGuest): readonly string[] {
  return [...new Set(routes.map(({ service }) => proxyNetworkOf(service).name))];
}

function secretsOf(
  service: PlacedService,
  { requireSecret }: Secrets,
): Readonly<Record<string, pulumi.Output<string>>> {
  return Object.fromEntries(
    Object.keys(service.secrets).map((secret) => [secret, requireSecret(serviceSecret(secret))]),
  );
}

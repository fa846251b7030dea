import type { PlacedContainer } from "../../model/service/placed-service";
import type { Instance } from "./instances";
import { crossesGuests, type Link } from "./links";

/** A Docker network between containers of two services of one guest, and of nobody else. */
export interface SharedNetwork {
  /** With a dot, which no service's name has: a service's own network is called after the service. */
  readonly name: string;
  /** Shown with the network on the guest. */
  readonly why: string;
}

/** The network on which a guest's proxy reaches the routed containers of one service. */
export function proxyNetworkOf(service: string): SharedNetwork {
  return { name: `${service}.proxy`, why: `public names of ${service}` };
}

/** The network on which a service reaches one that it needs on the same guest. */
export function linkNetworkOf({ consumer, provider }: Link): SharedNetwork {
  return {
    name: `${consumer.service.name}.${provider.service.name}`,
    why: `${consumer.service.name} uses ${provider.service.name}`,
  };
}

/** Every shared network of one guest. */
export function sharedNetworks(
  guest: Instance["guest"],
  instances: readonly Instance[],
  links: readonly Link[],
): readonly SharedNetwork[] {
  return [
    ...instances
      .filter((instance) => instance.guest === guest && (instance.service.routes ?? []).length > 0)
      .map(({ service }) => proxyNetworkOf(service.name)),
    ...uniqueByName(
      links
        .filter((link) => link.consumer.guest === guest && !crossesGuests(link))
        .map(linkNetworkOf),
    ),
  ];
}

/** Names of the shared networks of one container: it brings its own ones, and is brought those of its users. */
export function networksOf(
  { service }: Instance,
  container: string,
  links: readonly Link[],
): Pick<PlacedContainer, "networks" | "attachedNetworks"> {
  const routed = (service.routes ?? []).some((route) => route.container === container);
  const near = links.filter((link) => !crossesGuests(link));
  return {
    networks: namesOf([
      ...(routed ? [proxyNetworkOf(service.name)] : []),
      ...near
        .filter((link) => link.consumer.service === service && usesNeed(link, container))
        .map(linkNetworkOf),
    ]),
    attachedNetworks: namesOf(
      near
        .filter(
          (link) => link.provider.service === service && link.endpoint.container === container,
        )
        .map(linkNetworkOf),
    ),
  };
}

/** The containers whose environment names the need; all of the service, where none does. */
function usesNeed({ consumer, need }: Link, container: string): boolean {
  const users = Object.entries(consumer.service.containers)
    .filter(([, { environment = {} }]) =>
      Object.values(environment).some(
        (value) => typeof value === "object" && "need" in value && value.need === need,
      ),
    )
    .map(([name]) => name);
  return users.length === 0 || users.includes(container);
}

function namesOf(networks: readonly SharedNetwork[]): readonly string[] {
  return uniqueByName(networks).map(({ name }) => name);
}

function uniqueByName(networks: readonly SharedNetwork[]): readonly SharedNetwork[] {
  return [...new Map(networks.map((network) => [network.name, network])).values()];
}

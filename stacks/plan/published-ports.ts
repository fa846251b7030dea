import { createHash } from "node:crypto";

import type { Problem } from "../../model/basics/problem";
import type { EndpointSpec } from "../../model/service/endpoint-spec";
import type { Instance } from "./instances";
import { crossesGuests, type Link } from "./links";

/** An endpoint that services on other guests connect to, with its port on the providing guest. */
export interface PublishedEndpoint {
  readonly provider: Instance;
  readonly endpointName: string;
  readonly endpoint: EndpointSpec;
  readonly port: number;
  /** Names of the guests that need it. */
  readonly from: readonly string[];
}

/** Every endpoint that is needed from another guest, once. */
export function publishEndpoints(links: readonly Link[]): readonly PublishedEndpoint[] {
  const published = new Map<string, PublishedEndpoint>();
  for (const link of links.filter(crossesGuests)) {
    const { provider, endpointName, endpoint, consumer } = link;
    const key = `${provider.service.name}.${endpointName}`;
    const others = published.get(key)?.from ?? [];
    published.set(key, {
      provider,
      endpointName,
      endpoint,
      port: portOf(link),
      from: [...new Set([...others, consumer.guest.name])].sort(),
    });
  }
  return [...published.values()];
}

/** Port of an endpoint on its guest's address. */
export function portOf({
  provider,
  endpointName,
  endpoint,
}: Pick<Link, "provider" | "endpointName" | "endpoint">): number {
  return endpoint.publishedPort ?? assignedPort(provider.service.name, endpointName);
}

/**
 * Follows from the names alone: a service that is added or removed changes nobody else's port. Below the ports
 * that systems give to their own outgoing connections.
 */
export function assignedPort(service: string, endpoint: string): number {
  const digest = createHash("sha256").update(`${service}.${endpoint}`).digest();
  return 20_000 + (digest.readUInt32BE(0) % 10_000);
}

/** Ports of the guest itself, which no service may take. */
const takenByGuests: Readonly<Record<number, string>> = { 22: "SSH", 80: "a guest's proxy" };

/** Two endpoints of one guest on one port, or a port that the guest needs itself. */
export function checkPublishedPorts(endpoints: readonly PublishedEndpoint[]): readonly Problem[] {
  return endpoints.flatMap(({ provider, endpointName, port }, index) => {
    const earlier = endpoints
      .slice(0, index)
      .find((other) => other.provider.guest === provider.guest && other.port === port);
    const holder =
      earlier === undefined
        ? takenByGuests[port]
        : `${earlier.provider.service.name}.endpoints.${earlier.endpointName}`;
    if (holder === undefined) return [];
    return [
      {
        path: `${provider.service.name}.endpoints.${endpointName}.publishedPort`,
        problem: `must be free on ${provider.guest.name}; ${holder} has it already`,
        got: String(port),
        fix: "Write another one, for instance from 20000 to 29999.",
      },
    ];
  });
}

import type { Problem } from "../../model/basics/problem";
import type { ContainerSpec } from "../../model/service/container-spec";
import type { PlacedContainer, PlacedService } from "../../model/service/placed-service";
import type { ImageName } from "../../services/images";
import type { Findings } from "./findings";
import type { Instance } from "./instances";
import type { Link } from "./links";
import { placeRoutes, type Zones } from "./place-routes";
import type { PublishedEndpoint } from "./published-ports";
import { type Referents, resolveVariable } from "./resolve-environment";
import { networksOf } from "./shared-networks";

/** What placing a service needs to know of its location. */
export interface Site {
  readonly location: string;
  readonly zones: Zones;
  readonly images: Readonly<Record<ImageName, string>>;
  readonly links: readonly Link[];
  readonly published: readonly PublishedEndpoint[];
}

/** A service on its guest, with every reference resolved to plain text. */
export function placeService(instance: Instance, site: Site): Findings<PlacedService> {
  const { service, guest } = instance;
  const links = site.links.filter(({ consumer }) => consumer === instance);
  const routes = placeRoutes(service, site.zones);
  const problems: Problem[] = [...routes.problems];
  const containers: Record<string, PlacedContainer> = {};
  for (const [name, container] of Object.entries(service.containers)) {
    const path = `${service.name}.containers.${name}.environment`;
    const environment = resolveEnvironment(path, container, {
      service: service.name,
      links,
      routes: routes.found,
    });
    problems.push(...environment.problems);
    containers[name] = {
      ...container,
      image: site.images[container.image],
      environment: Object.fromEntries(environment.found),
      networks: networksOf(instance, name, site.links),
    };
  }
  const placed: PlacedService = {
    name: service.name,
    description: service.description,
    location: site.location,
    guest: guest.name,
    containers,
    volumes: service.volumes ?? {},
    routes: routes.found,
    needs: [...new Set(links.map(({ provider }) => provider.service.name))],
    ports: portsOf(instance, site),
    secrets: service.secrets ?? {},
    objectives: service.objectives,
    runbook: service.runbook,
  };
  return { found: [placed], problems };
}

function resolveEnvironment(
  path: string,
  { environment = {} }: ContainerSpec,
  referents: Referents,
): Findings<readonly [variable: string, value: string]> {
  const resolved = Object.entries(environment).map(
    ([variable, value]) =>
      [variable, resolveVariable(`${path}.${variable}`, value, referents)] as const,
  );
  return {
    found: resolved.flatMap(([variable, value]) =>
      typeof value === "string" ? [[variable, value] as const] : [],
    ),
    problems: resolved.flatMap(([, value]) => (typeof value === "string" ? [] : [value])),
  };
}

function portsOf(instance: Instance, { published }: Site): PlacedService["ports"] {
  return published
    .filter(({ provider }) => provider === instance)
    .map(({ endpoint, port, from }) => ({
      address: instance.guest.address,
      port,
      container: endpoint.container,
      containerPort: endpoint.port,
      from,
    }));
}

import { listOf } from "../../model/basics/list-of";
import type { Problem } from "../../model/basics/problem";
import { wayBack } from "../../model/basics/way-back";
import type { EndpointSpec } from "../../model/service/endpoint-spec";
import type { Relation } from "../../model/service/service-spec";
import type { Findings } from "./findings";
import type { Instance } from "./instances";

/** One service that needs another one: who, what for, and where it ends. */
export interface Link {
  readonly consumer: Instance;
  /** Name in the consumer's `needs`. */
  readonly need: string;
  readonly provider: Instance;
  readonly endpointName: string;
  readonly endpoint: EndpointSpec;
}

/** Names of the services of a location, placed or not. */
export interface DeclaredServices {
  readonly all: readonly string[];
  /** Those that run for one other service alone. */
  readonly owned: readonly string[];
}

/**
 * Every relation of a location's services, from end to end. A service of `declared` that no guest was found for
 * has been found wrong already.
 */
export function resolveLinks(
  instances: readonly Instance[],
  declared: DeclaredServices,
): Findings<Link> {
  const all = instances.flatMap((consumer) =>
    Object.entries(consumer.service.needs ?? {}).flatMap(
      ([need, relation]) => resolveLink(consumer, need, relation, { instances, declared }) ?? [],
    ),
  );
  const found = all.flatMap((link) => ("consumer" in link ? [link] : []));
  return {
    found,
    problems: [...all.flatMap((link) => ("problem" in link ? [link] : [])), ...checkCircles(found)],
  };
}

/** Whether a link leads to another guest: then it takes a port and a flow, else a network of its own. */
export function crossesGuests({ consumer, provider }: Link): boolean {
  return consumer.guest !== provider.guest;
}

function resolveLink(
  consumer: Instance,
  need: string,
  relation: Relation,
  { instances, declared }: { instances: readonly Instance[]; declared: DeclaredServices },
): Link | Problem | undefined {
  const name = relation.kind === "own" ? relation.service.name : relation.service;
  const provider = instances.find(({ service }) => service.name === name);
  const path = `${consumer.service.name}.needs.${need}`;
  if (relation.kind === "uses" && declared.owned.includes(name)) {
    return {
      path: `${path}.service`,
      problem: "must be a service that others may use; this one runs for its owner alone",
      got: `"${name}"`,
      fix: "Place it in the stack by itself, or own one.",
    };
  }
  if (provider === undefined) {
    if (declared.all.includes(name)) return undefined;
    return {
      path: `${path}.service`,
      problem: "must be a service of the same location",
      got: `"${name}"`,
      fix: "Place it in the stack as well, or need another one.",
    };
  }
  const endpoints = provider.service.endpoints ?? {};
  const endpoint = endpoints[relation.endpoint];
  if (endpoint === undefined) {
    return {
      path: `${path}.endpoint`,
      problem: `must be an endpoint of ${provider.service.name}`,
      got: `"${relation.endpoint}"`,
      fix: `Use one of ${listOf(Object.keys(endpoints))}, or declare it there.`,
    };
  }
  return { consumer, need, provider, endpointName: relation.endpoint, endpoint };
}

/** Services that wait for each other would wait for ever. */
function checkCircles(links: readonly Link[]): readonly Problem[] {
  const providersOf = (name: string): readonly string[] =>
    links
      .filter(({ consumer }) => consumer.service.name === name)
      .map(({ provider }) => provider.service.name);
  const names = [...new Set(links.map(({ consumer }) => consumer.service.name))].sort();
  const reported = new Set<string>();
  return names.flatMap((name) => {
    const way = reported.has(name) ? undefined : wayBack(name, providersOf);
    if (way === undefined) return [];
    for (const member of way) reported.add(member);
    return [
      {
        path: `${name}.needs`,
        problem: "must not lead back to the service itself",
        got: way.join(" -> "),
        fix: "Take one of these relations away.",
      },
    ];
  });
}

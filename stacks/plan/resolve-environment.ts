import type { EnvironmentValue } from "../../model/service/environment-value";
import type { PlacedRoute } from "../../model/service/placed-service";
import { crossesGuests, type Link } from "./links";
import { portOf } from "./published-ports";

/** What references in a service's environment lead to. */
export interface Referents {
  readonly service: string;
  /** The service's own links. */
  readonly links: readonly Link[];
  /** The service's own routes. */
  readonly routes: readonly PlacedRoute[];
}

/** Variables as plain text. One that leads nowhere is left out: its need or route was found wrong already. */
export function resolveEnvironment(
  environment: Readonly<Record<string, EnvironmentValue>>,
  referents: Referents,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([variable, value]) => {
      const text = resolveValue(value, referents);
      return text === undefined ? [] : [[variable, text] as const];
    }),
  );
}

function resolveValue(
  value: EnvironmentValue,
  { service, links, routes }: Referents,
): string | undefined {
  if (typeof value === "string") return value;
  if ("need" in value) {
    const link = links.find(({ need }) => need === value.need);
    return link && partOfLink(link, value.part);
  }
  const route = routes.find(({ name }) => name === `${service}-${value.route}`);
  return route && (value.part === "hostname" ? route.hostname : `https://${route.hostname}/`);
}

/** On the same guest the container's own port, by its name on the network that the two share. */
function partOfLink(link: Link, part: "host" | "port"): string {
  const { provider, endpoint } = link;
  if (crossesGuests(link)) {
    return part === "host" ? provider.guest.address : String(portOf(link));
  }
  return part === "host" ? `${provider.service.name}-${endpoint.container}` : String(endpoint.port);
}

import { listOf } from "../../model/basics/list-of";
import type { Problem } from "../../model/basics/problem";
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

/** One variable as plain text, or why it cannot be. */
export function resolveVariable(
  path: string,
  value: EnvironmentValue,
  { service, links, routes }: Referents,
): string | Problem {
  if (typeof value === "string") return value;
  if ("need" in value) {
    const link = links.find(({ need }) => need === value.need);
    return link === undefined
      ? unknown(
          path,
          value.need,
          "needs",
          links.map(({ need }) => need),
        )
      : partOfLink(link, value.part);
  }
  const route = routes.find(({ name }) => name === `${service}-${value.route}`);
  if (route === undefined) {
    const names = routes.map(({ name }) => name.slice(service.length + 1));
    return unknown(path, value.route, "routes", names);
  }
  return value.part === "hostname" ? route.hostname : `https://${route.hostname}/`;
}

/** On the same guest the container's own port, by its name on the network that the two share. */
function partOfLink(link: Link, part: "host" | "port"): string {
  const { provider, endpoint } = link;
  if (crossesGuests(link)) {
    return part === "host" ? provider.guest.address : String(portOf(link));
  }
  return part === "host" ? `${provider.service.name}-${endpoint.container}` : String(endpoint.port);
}

function unknown(path: string, name: string, kind: string, known: readonly string[]): Problem {
  return {
    path,
    problem: `must name one of the service's ${kind}`,
    got: `"${name}"`,
    fix: `Use one of ${listOf(known)}, or declare it in ${kind}.`,
  };
}

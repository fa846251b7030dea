import type { Problem } from "../../model/basics/problem";
import { accessPolicyKeys } from "../../model/account/access-policy-key";
import { checkGuardedPaths } from "./check-guarded-paths";
import { type TunnelRoute, addressOf } from "./tunnel-route";

/** What a tunnel's routes are checked against. */
export interface TunnelSite {
  readonly zone: string;
  /** Guests with a connector. */
  readonly connectors: readonly string[];
  /** Keys of the reusable Access policies that exist. */
  readonly policies: readonly string[];
}

const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const plainPath = /^(?:\/[A-Za-z0-9._~-]+)+$/;
const origin = /^http:\/\/\d{1,3}(?:\.\d{1,3}){3}:\d{1,5}$/;

/** Faults in the routes and connectors of one tunnel. */
export function checkTunnelRoutes(routes: readonly TunnelRoute[], site: TunnelSite): Problem[] {
  return [
    ...checkConnectors(site.connectors),
    ...checkDuplicates(routes),
    ...checkGuardedPaths(routes),
    ...routes.flatMap((route) => checkRoute(route, site)),
  ];
}

function checkConnectors(connectors: readonly string[]): Problem[] {
  const guests = new Set(connectors);
  const problems: Problem[] = [];
  if (guests.size < connectors.length) {
    const twice = connectors.filter((guest, index) => connectors.indexOf(guest) !== index);
    problems.push({
      path: "connectors",
      problem: "must be on different guests",
      got: `${twice.join(", ")} twice`,
      fix: "Name each guest once.",
    });
  }
  if (guests.size < 2) {
    problems.push({
      path: "connectors",
      problem: "must be on at least two guests",
      got: guests.size === 0 ? "none" : [...guests].join(", "),
      fix: "Add a guest, so that one can be restarted while the other serves.",
    });
  }
  return problems;
}

function checkDuplicates(routes: readonly TunnelRoute[]): Problem[] {
  const names = new Map<string, TunnelRoute>();
  const addresses = new Map<string, TunnelRoute>();
  const problems: Problem[] = [];
  for (const route of routes) {
    const address = addressOf(route);
    const sameAddress = addresses.get(address);
    if (names.has(route.name)) {
      problems.push({
        path: `routes.${route.name}`,
        problem: "is defined twice",
        fix: "Give every route of a location its own name.",
      });
    } else if (sameAddress !== undefined) {
      problems.push({
        path: `routes.${route.name}`,
        problem: `has the address of routes.${sameAddress.name}`,
        got: address,
        fix: "Change the hostname or the path of one of them.",
      });
    }
    names.set(route.name, route);
    addresses.set(address, route);
  }
  return problems;
}

function checkRoute(route: TunnelRoute, site: TunnelSite): Problem[] {
  const at = `routes.${route.name}`;
  const problems: Problem[] = [];
  if (!isOneLabelBelow(route.hostname, site.zone)) {
    problems.push({
      path: `${at}.hostname`,
      problem: `must be one label below ${site.zone}`,
      got: route.hostname,
      fix: "The zone's certificate covers no deeper names; choose a name without dots.",
    });
  }
  if (route.path !== "/" && !(plainPath.test(route.path) && !hasDotSegment(route.path))) {
    problems.push({
      path: `${at}.path`,
      problem: 'must be "/" or plain segments without a slash at the end',
      got: route.path,
      fix: "Write it like /hook or /api/v1.",
    });
  }
  if (!origin.test(route.originUrl)) {
    problems.push({
      path: `${at}.originUrl`,
      problem: "must be an http address with a port inside the location",
      got: route.originUrl,
      fix: "Write it like http://10.50.0.70:80.",
    });
  }
  return [...problems, ...checkAccess(route, site)];
}

function checkAccess(route: TunnelRoute, site: TunnelSite): Problem[] {
  return accessPolicyKeys(route.access)
    .filter((key) => !site.policies.includes(key))
    .map((key) => ({
      path: `routes.${route.name}.access`,
      problem: "must name a group or service token of the account",
      got: key,
      fix: `Add it to the account's configuration, or use one of: ${[...site.policies].sort().join(", ")}.`,
    }));
}

function isOneLabelBelow(hostname: string, zone: string): boolean {
  return hostname.endsWith(`.${zone}`) && label.test(hostname.slice(0, -(zone.length + 1)));
}

function hasDotSegment(path: string): boolean {
  return path.split("/").some((segment) => segment === "." || segment === "..");
}

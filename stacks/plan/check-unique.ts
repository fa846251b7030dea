import type { Problem } from "../../model/basics/problem";
import { addressOf } from "../../model/service/address-of";
import type { Instance } from "./instances";
import type { PlannedRoute } from "./location";

/** Services of one name, and routes of one public address: resources would take each other's place. */
export function checkUnique(
  instances: readonly Instance[],
  routes: readonly PlannedRoute[],
): readonly Problem[] {
  return [
    ...repeated(
      "name",
      instances.map(({ service: { name } }) => ({ key: name, path: name })),
    ),
    ...repeated(
      "public address",
      routes.map(({ name, service, hostname, path }) => ({
        key: addressOf({ hostname, path }),
        path: `${service}.routes.${name.slice(service.length + 1)}`,
      })),
    ),
    // n8n's route editor-x and the route x of a service n8n-editor would be the same resource.
    ...repeated(
      "name of its resources",
      routes
        .map(({ name, service }) => ({
          key: name,
          path: `${service}.routes.${name.slice(service.length + 1)}`,
        }))
        .filter(({ path }, index, all) => all.findIndex((other) => other.path === path) === index),
    ),
  ];
}

interface Entry {
  readonly key: string;
  readonly path: string;
}

function repeated(what: string, entries: readonly Entry[]): readonly Problem[] {
  return entries.flatMap(({ key, path }, index) =>
    entries
      .slice(0, index)
      .filter((earlier) => earlier.key === key)
      .slice(0, 1)
      .map((earlier) => ({
        path,
        problem: `must have a ${what} of its own; ${earlier.path} has it already`,
        got: `"${key}"`,
        fix: "Change one of the two.",
      })),
  );
}

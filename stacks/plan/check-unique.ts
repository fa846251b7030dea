import type { Problem } from "../../model/basics/problem";
import { addressOf } from "../../model/service/address-of";
import type { Instance } from "./instances";
import type { PlannedRoute } from "./location";

/** Services of one name, and routes of one public address: resources would take each other's place. */
export function checkUnique(
  instances: readonly Instance[],
  routes: readonly PlannedRoute[],
): readonly Problem[] {
  // Of two services with one name that is what there is to say.
  const named = instances.filter(
    ({ service: { name } }, index) =>
      instances.findIndex((other) => other.service.name === name) === index,
  );
  return [
    ...repeated(
      "name",
      instances.map(({ service: { name } }) => ({ key: name, path: name })),
    ),
    ...repeated("name on Docker's networks", named.flatMap(networkNames)),
    ...checkOwnNames(named),
    ...repeated(
      "Docker volume",
      named.flatMap(({ service: { name, volumes = {} } }) =>
        Object.keys(volumes).map((volume) => ({
          key: `${name}-${volume}`,
          path: `${name}.volumes.${volume}`,
        })),
      ),
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

/** What others find a service's containers by: n8n's container database-admin and n8n-database's admin would be one. */
function networkNames({ service: { name, containers } }: Instance): readonly Entry[] {
  return Object.keys(containers).flatMap((container) => {
    const path = `${name}.containers.${container}`;
    const composeName = container === name ? [{ key: name, path }] : [];
    return [...composeName, { key: `${name}-${container}`, path }];
  });
}

/** A service's own containers find each other by their names alone, which hides what is called the same elsewhere. */
function checkOwnNames(instances: readonly Instance[]): readonly Problem[] {
  const others = instances.flatMap((instance) =>
    networkNames(instance).map((entry) => ({ ...entry, service: instance.service.name })),
  );
  return instances.flatMap(({ service: { name, containers } }) =>
    Object.keys(containers).flatMap((container) =>
      others
        .filter((other) => other.key === container && other.service !== name)
        .slice(0, 1)
        .map((other) => ({
          path: `${name}.containers.${container}`,
          problem: `must be another name than the one on Docker's networks of ${other.path}`,
          got: `"${container}"`,
          fix: "Rename the container.",
        })),
    ),
  );
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

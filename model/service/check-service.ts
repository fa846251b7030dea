import type { Problem } from "../basics/problem";
import { checkBackups } from "./check-backups";
import { checkContainer } from "./check-container";
import { checkEndpoints } from "./check-endpoints";
import { checkRoutes } from "./check-routes";
import { checkSecretsUsed } from "./check-secrets-used";
import { checkStartOrder } from "./check-start-order";
import type { ServiceSpec } from "./service-spec";

/** Everything about one service, and those that it owns, that its types cannot rule out. */
export function checkService(service: ServiceSpec): readonly Problem[] {
  return [
    ...checkName(service),
    ...Object.entries(service.containers).flatMap(([name, container]) =>
      checkContainer(service, name, container),
    ),
    ...checkStartOrder(service),
    ...checkRoutes(service),
    ...checkEndpoints(service),
    ...checkBackups(service),
    ...checkSecretsUsed(service),
    ...Object.values(service.needs ?? {}).flatMap((need) =>
      need.kind === "own" ? checkService(need.service) : [],
    ),
  ];
}

/** The proxy's own service on a guest, and the last part of its networks' names. */
const taken = ["traefik", "proxy"];

function checkName({ name }: ServiceSpec): readonly Problem[] {
  if (taken.includes(name)) {
    return [
      {
        path: name,
        problem: "must be another name, which the guest's proxy has taken",
        got: `"${name}"`,
        fix: "Rename the service.",
      },
    ];
  }
  if (/^[a-z][a-z0-9-]{1,29}$/.test(name)) return [];
  return [
    {
      path: name,
      problem: "must be 2-30 lower-case letters, digits and dashes, starting with a letter",
      got: `"${name}"`,
      fix: "Rename the service.",
    },
  ];
}

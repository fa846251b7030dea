import type { Problem } from "../basics/problem";
import { checkBackups } from "./check-backups";
import { checkContainer } from "./check-container";
import { checkEndpoints } from "./check-endpoints";
import { checkNames } from "./check-names";
import { checkRoutes } from "./check-routes";
import { checkSecretsUsed } from "./check-secrets-used";
import { checkStartOrder } from "./check-start-order";
import { checkValues } from "./check-values";
import { ownedServices } from "./owned-services";
import type { ServiceSpec } from "./service-spec";

/** Everything about one service, and those that it owns, that its types cannot rule out. */
export function checkService(service: ServiceSpec): readonly Problem[] {
  return [service, ...ownedServices(service)].flatMap(checkOne);
}

function checkOne(service: ServiceSpec): readonly Problem[] {
  return [
    ...checkNames(service),
    ...checkValues(service),
    ...Object.entries(service.containers).flatMap(([name, container]) =>
      checkContainer(service, name, container),
    ),
    ...checkStartOrder(service),
    ...checkRoutes(service),
    ...checkEndpoints(service),
    ...checkBackups(service),
    ...checkSecretsUsed(service),
  ];
}

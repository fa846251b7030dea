import type { Problem } from "../basics/problem";
import { checkPort } from "./check-port";
import { checkReferences } from "./check-references";
import type { ServiceSpec } from "./service-spec";

/** Faults of what a service offers to others. */
export function checkEndpoints(service: ServiceSpec): readonly Problem[] {
  return Object.entries(service.endpoints ?? {}).flatMap(([name, endpoint]) => {
    const path = `${service.name}.endpoints.${name}`;
    return [
      ...checkReferences(
        path,
        [["container", endpoint.container]],
        "containers",
        Object.keys(service.containers),
      ),
      ...checkPort(`${path}.port`, endpoint.port),
      ...(endpoint.publishedPort === undefined
        ? []
        : checkPort(`${path}.publishedPort`, endpoint.publishedPort)),
    ];
  });
}

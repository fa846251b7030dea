import { listOf } from "../../model/basics/list-of";
import type { Problem } from "../../model/basics/problem";
import type { ServiceSpec } from "../../model/service/service-spec";

/** Containers whose image the lock does not have; the types refuse them, and Pulumi checks no types. */
export function checkImages(
  services: readonly ServiceSpec[],
  lock: Readonly<Record<string, string>>,
): readonly Problem[] {
  return services.flatMap((service) =>
    Object.entries(service.containers)
      .filter(([, { image }]) => !(image in lock))
      .map(([container, { image }]) => ({
        path: `${service.name}.containers.${container}.image`,
        problem: "must name an image of the lock",
        got: `"${image}"`,
        fix: `Use one of ${listOf(Object.keys(lock))}, or add it to services/images.ts.`,
      })),
  );
}

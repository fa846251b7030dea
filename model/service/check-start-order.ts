import type { Problem } from "../basics/problem";
import { wayBack } from "../basics/way-back";
import type { ServiceSpec } from "./service-spec";

/** Containers that wait for each other would wait for ever. */
export function checkStartOrder({ name, containers }: ServiceSpec): readonly Problem[] {
  const waitedFor = (container: string): readonly string[] =>
    containers[container]?.dependsOn ?? [];
  const first = Object.keys(containers).find((each) => wayBack(each, waitedFor) !== undefined);
  if (first === undefined) return [];
  return [
    {
      path: `${name}.containers.${first}.dependsOn`,
      problem: "must not lead back to the container itself",
      fix: "Let one of the containers start without waiting.",
    },
  ];
}
